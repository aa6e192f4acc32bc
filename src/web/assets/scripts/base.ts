import { focusHeading } from './base/focus-heading.ts';
import { resizeFrame } from './base/frame-resize.ts';
import { localizeTimes } from './base/local-times.ts';

focusHeading();
localizeTimes();
resizeFrame();
