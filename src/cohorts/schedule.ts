import type { ActivityRef, CohortId, EnrolmentId } from '../shared/index.ts';

/** The dates that hold for one person and one quiz or task, with every extension. Null: there is no such date. */
export interface ActivityDates {
  /** Before this it cannot be begun. */
  readonly opensAt: Date | null;
  /** What is handed in after this is marked late. */
  readonly dueAt: Date | null;
  /** After this nothing more is taken; only where the cohort's rule for late work names a last date. */
  readonly closesAt: Date | null;
  /** An extension moved one of them for this person. */
  readonly isExtended: boolean;
}

/** All dates of one person in one cohort. */
export interface PersonalDates {
  /** The cohort's, in IANA's words: Europe/Ljubljana. */
  readonly timeZone: string;
  /** Whether the cohort has any date at all. */
  readonly hasDates: boolean;
  of(ref: ActivityRef): ActivityDates;
}

/** Deadlines as pages and use cases read them; no store operation while what was read is fresh. */
export interface Schedule {
  /** `enrolmentId` null: as they hold for everybody without an extension. */
  datesFor(cohortId: CohortId, enrolmentId: EnrolmentId | null): Promise<PersonalDates>;
}
