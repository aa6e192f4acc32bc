import type { Clock, CohortId } from '../../shared/index.ts';
import type { Schedule } from '../schedule.ts';
import { checkDates } from './check-dates.ts';
import type { CohortDatesRecords } from './cohort-dates.records.ts';
import { datesOf } from './dates-of.ts';
import { DatesChanged, DatesContradict } from './errors.ts';
import { initialDates, type CohortDates, type DateChange } from './model.ts';

/** The dates of cohorts as pages read them: at most `maxAge` ms old, so that a page needs no store operation for them. */
export interface DatesDirectory extends Schedule {
  /** As they are set, with everything that was changed. */
  getDates(cohortId: CohortId): Promise<CohortDates>;
  /**
   * Stores what a rule makes of the dates and notes who changed them. `seen` is the revision that the page showed; null
   * where it does not matter. @throws DatesChanged, DatesContradict and what the rule throws
   */
  change(cohortId: CohortId, change: NewChange): Promise<CohortDates>;
}

export interface NewChange extends Omit<DateChange, 'at'> {
  readonly seen: number | null;
  readonly rule: (dates: CohortDates, now: Date) => CohortDates;
}

const maxAge = 5_000;
const maxKnown = 10_000;
const keptChanges = 300;
const tries = 8;

export function datesDirectory(records: CohortDatesRecords, clock: Clock): DatesDirectory {
  const known = new Map<CohortId, { dates: CohortDates; at: number }>();

  async function read(cohortId: CohortId): Promise<CohortDates> {
    const dates = (await records.find(cohortId)) ?? initialDates(cohortId);
    if (known.size >= maxKnown) known.clear();
    known.set(cohortId, { dates, at: clock().getTime() });
    return dates;
  }

  const getDates: DatesDirectory['getDates'] = async (cohortId) => {
    const entry = known.get(cohortId);
    return entry && clock().getTime() - entry.at < maxAge ? entry.dates : read(cohortId);
  };

  return {
    getDates,
    datesFor: async (cohortId, enrolmentId) => datesOf(await getDates(cohortId), enrolmentId),
    async change(cohortId, { seen, rule, ...what }) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const before = await read(cohortId);
        if (seen !== null && seen !== before.revision)
          throw new DatesChanged('The dates are not those that the page showed');
        const now = clock();
        const after = withChange(rule(before, now), { ...what, at: now });
        const problems = checkDates(after);
        if (problems.length > 0) throw new DatesContradict(problems);
        const isStored = await records.replace(after, before.revision);
        known.delete(cohortId);
        if (isStored) return { ...after, revision: before.revision + 1 };
      }
      throw new DatesChanged('Others kept changing the dates');
    },
  };
}

function withChange(dates: CohortDates, change: DateChange): CohortDates {
  return { ...dates, changes: [...dates.changes, change].slice(-keptChanges) };
}
