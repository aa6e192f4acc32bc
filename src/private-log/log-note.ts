import type { CohortId, EnrolmentId } from '../shared/index.ts';

/** Characters. A log holds notes; who pastes a book is told so. */
export const longestNote = 20_000;

/** One note of one trainee. */
export interface LogNote {
  /** Unique within the log: the lesson's id for the note of its activity, else made by the page. */
  readonly name: string;
  readonly lessonId: string | null;
  readonly text: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Rises with every change, so that a page knows whether it shows what is stored. */
  readonly revision: number;
}

/** Whose log it is. */
export interface LogOwner {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
}
