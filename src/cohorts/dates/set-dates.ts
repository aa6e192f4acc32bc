import { findActivity, type Curriculum } from '../../curriculum/index.ts';
import { formatActivityRef, type ActivityRef, type CohortId } from '../../shared/index.ts';
import type { DatesDirectory } from './dates-directory.ts';
import { DatesForNothing } from './errors.ts';
import type { ActivityRule, CohortDates, Decider, LateRule } from './model.ts';

export interface DatesDeps {
  readonly schedule: DatesDirectory;
  readonly curriculum: () => Curriculum;
}

interface BySomebody {
  readonly cohortId: CohortId;
  readonly by: Decider;
  /** The revision that the page showed. */
  readonly seen: number;
}

export interface SetFrame extends BySomebody {
  readonly timeZone: string;
  readonly dayOne: string | null;
  readonly lateRule: LateRule;
}

/** Sets what all dates of a cohort rest on; days that are counted move with day 1. @throws DatesContradict, DatesChanged */
export function setFrame({ schedule }: DatesDeps, command: SetFrame): Promise<CohortDates> {
  const { cohortId, by, seen, timeZone, dayOne, lateRule } = command;
  const rule = (before: CohortDates): CohortDates => ({ ...before, timeZone, dayOne, lateRule });
  return schedule.change(cohortId, { kind: 'frame', activity: null, by, seen, rule });
}

export interface SetActivityDates extends BySomebody {
  readonly activity: ActivityRef;
  readonly rule: ActivityRule;
}

/** Sets the dates of one quiz or task. @throws DatesForNothing, DatesContradict, DatesChanged */
export async function setActivityDates(
  { schedule, curriculum }: DatesDeps,
  command: SetActivityDates,
): Promise<CohortDates> {
  const { cohortId, by, seen, activity } = command;
  const kind = findActivity(curriculum(), activity)?.kind;
  if (kind !== 'quiz' && kind !== 'task') throw new DatesForNothing('Only quizzes and tasks have dates');
  const key = formatActivityRef(activity);
  return schedule.change(cohortId, {
    ...{ kind: 'activity', activity: key, by, seen },
    rule: (before) => ({ ...before, activities: { ...before.activities, [key]: command.rule } }),
  });
}

export interface SetAllDates extends BySomebody {
  readonly activities: CohortDates['activities'];
}

/** Puts the dates of a pattern in the place of all that were set; extensions stay. @throws DatesContradict, DatesChanged */
export function setAllDates({ schedule }: DatesDeps, command: SetAllDates): Promise<CohortDates> {
  const { cohortId, by, seen, activities } = command;
  const rule = (before: CohortDates): CohortDates => ({ ...before, activities });
  return schedule.change(cohortId, { kind: 'pattern', activity: null, by, seen, rule });
}
