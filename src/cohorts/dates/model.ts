import type { CohortId, EnrolmentId, Id, PersonId } from '../../shared/index.ts';
import type { CalendarDay } from './calendar.ts';

/** The dates of a cohort. Days are `YYYY-MM-DD` and belong to the cohort's time zone; day 1 is the cohort's first. */

export type ExtensionId = Id<'extension'>;

/** Who decided something. The name is kept as it was; it is untrusted text. */
export interface Decider {
  readonly personId: PersonId;
  readonly name: string | null;
}

/** A calendar date, or a day counted from the cohort's first day, which is day 1. */
export type DayRule =
  { readonly kind: 'date'; readonly date: CalendarDay } | { readonly kind: 'day'; readonly day: number };

/** The dates of one quiz or task; null: there is none. */
export interface ActivityRule {
  /** It can be begun from the start of this day. */
  readonly opens: DayRule | null;
  /** Until the end of this day it is in time. */
  readonly due: DayRule | null;
  /** Until the end of this day it is taken at all, where the cohort ends at last dates. */
  readonly last: DayRule | null;
}

/** accept: late work is always taken, and marked late. until-last: after the last date nothing more is taken. */
export type LateRule = 'accept' | 'until-last';

/** More time. Days add up; a date is one until which at least there is time. Nothing gets earlier by it. */
export type Extra =
  { readonly kind: 'days'; readonly days: number } | { readonly kind: 'until'; readonly date: CalendarDay };

export interface Extension {
  readonly id: ExtensionId;
  /** Null: everybody, also those who come later. */
  readonly enrolmentIds: readonly EnrolmentId[] | null;
  /** Formatted refs of quizzes and tasks; null: all of them. */
  readonly activities: readonly string[] | null;
  readonly extra: Extra;
  readonly reason: string;
  readonly by: Decider;
  readonly at: Date;
  readonly revoked: { readonly by: Decider; readonly at: Date } | null;
}

/** Who changed what of the dates; `activity` is a formatted ref. */
export interface DateChange {
  readonly kind: 'frame' | 'activity' | 'pattern' | 'extended' | 'revoked';
  readonly activity: string | null;
  readonly by: Decider;
  readonly at: Date;
}

export interface CohortDates {
  readonly cohortId: CohortId;
  readonly timeZone: string;
  readonly dayOne: CalendarDay | null;
  readonly lateRule: LateRule;
  /** Formatted ref → dates. What is not here has none. */
  readonly activities: Readonly<Record<string, ActivityRule>>;
  readonly extensions: readonly Extension[];
  /** Oldest first; the last 300. */
  readonly changes: readonly DateChange[];
  /** 0 before anything was set; rises with every change. */
  readonly revision: number;
}

export const noRule: ActivityRule = { opens: null, due: null, last: null };

export function initialDates(cohortId: CohortId): CohortDates {
  const empty = { activities: {}, extensions: [], changes: [], revision: 0 };
  return { cohortId, timeZone: 'UTC', dayOne: null, lateRule: 'accept', ...empty };
}
