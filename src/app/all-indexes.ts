import { assessmentIndexes } from '../assessment/index.ts';
import { deliveryIndexes } from '../delivery/index.ts';
import { demoIndexes } from '../demo-lms/index.ts';
import { learningIndexes } from '../learning/index.ts';
import { ltiIndexes } from '../lti/index.ts';
import { timedNoticeIndexes } from '../notices/index.ts';
import { logNoteIndexes } from '../private-log/index.ts';
import { peopleIndexes } from '../people/index.ts';
import type { CollectionIndexes } from '../shared/index.ts';
import { sessionIndexes } from '../web/index.ts';

/** The indexes that every room states, for the first migration. */
export const allIndexes: readonly CollectionIndexes[] = [
  ...assessmentIndexes,
  ...deliveryIndexes,
  ...demoIndexes,
  ...learningIndexes,
  ...ltiIndexes,
  ...logNoteIndexes,
  ...peopleIndexes,
  ...timedNoticeIndexes,
  ...sessionIndexes,
];
