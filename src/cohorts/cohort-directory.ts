import type { Clock, CohortId } from '../shared/index.ts';
import type { Cohort, CohortRecords, CohortSettings } from './cohort.records.ts';

/** Cohorts as pages read them: at most `maxAge` ms old, so that a page needs no store operation for its cohort. */
export interface CohortDirectory {
  getCohort(id: CohortId): Promise<Cohort>;
  /** Called at every launch; writes only when the cohort is new or its course has another title. */
  noteCourse(id: CohortId, title: string): Promise<Cohort>;
  setSettings(id: CohortId, settings: CohortSettings): Promise<void>;
}

const maxAge = 5_000;
const maxKnown = 10_000;

export function cohortDirectory(records: CohortRecords, clock: Clock): CohortDirectory {
  const known = new Map<CohortId, { cohort: Cohort; at: number }>();

  function remember(cohort: Cohort): Cohort {
    if (known.size >= maxKnown) known.clear();
    known.set(cohort.id, { cohort, at: clock().getTime() });
    return cohort;
  }

  return {
    async getCohort(id) {
      const entry = known.get(id);
      if (entry && clock().getTime() - entry.at < maxAge) return entry.cohort;
      const cohort = await records.findCohort(id);
      if (!cohort) throw new Error(`There is no cohort ${id}`);
      return remember(cohort);
    },
    async noteCourse(id, title) {
      const entry = known.get(id);
      if (entry?.cohort.title === title) return entry.cohort;
      return remember(await records.ensureCohort(id, title, clock()));
    },
    async setSettings(id, settings) {
      await records.setSettings(id, settings);
      known.delete(id);
    },
  };
}
