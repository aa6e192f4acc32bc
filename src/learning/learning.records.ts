import type { Connection } from 'mongoose';
import type { CollectionIndexes } from '../shared/index.ts';
import { attemptIndexes } from './attempt-document.records.ts';
import { attemptRecords, type AttemptRecords } from './attempt.records.ts';
import { correctionIndexes, correctionRecords, type CorrectionRecords } from './correction.records.ts';
import { grantIndexes, grantRecords, type GrantRecords } from './grant.records.ts';
import { lessonMarkIndexes, lessonMarkRecords, type LessonMarkRecords } from './lesson-mark.records.ts';
import { progressIndexes, progressRecords, type ProgressRecords } from './progress.records.ts';
import { questionVersionRecords, type QuestionVersionRecords } from './question-version.records.ts';
import { reportIndexes, reportRecords, type ReportRecords } from './report.records.ts';

/** The room's stored facts. */
export interface LearningRecords {
  readonly attempts: AttemptRecords;
  readonly questions: QuestionVersionRecords;
  readonly lessons: LessonMarkRecords;
  readonly progress: ProgressRecords;
  readonly grants: GrantRecords;
  readonly corrections: CorrectionRecords;
  readonly reports: ReportRecords;
}

export const learningIndexes: readonly CollectionIndexes[] = [
  ...attemptIndexes,
  ...lessonMarkIndexes,
  ...progressIndexes,
  ...grantIndexes,
  ...correctionIndexes,
  ...reportIndexes,
];

/** The room's stored facts on this connection. */
export function learningRecords(connection: Connection): LearningRecords {
  return {
    attempts: attemptRecords(connection),
    questions: questionVersionRecords(connection),
    lessons: lessonMarkRecords(connection),
    progress: progressRecords(connection),
    grants: grantRecords(connection),
    corrections: correctionRecords(connection),
    reports: reportRecords(connection),
  };
}
