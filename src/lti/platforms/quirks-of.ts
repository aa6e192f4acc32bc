import { canvas } from './canvas.ts';
import { moodle } from './moodle.ts';
import type { Platform } from './platform.ts';
import { noQuirks, type Quirks } from './quirks.ts';

const byFamily: Readonly<Record<string, Partial<Quirks>>> = { moodle, canvas };

export function quirksOf(family: Platform['family']): Quirks {
  const own = family !== null && Object.hasOwn(byFamily, family) ? byFamily[family] : undefined;
  return { ...noQuirks, ...own };
}
