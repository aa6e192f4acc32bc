import type { CohortDirectory } from '../cohorts/index.ts';
import type { CohortId, Log } from '../shared/index.ts';
import type { LmsServices } from '../web/index.ts';

export interface KeepColumnsDeps {
  readonly cohorts: Pick<CohortDirectory, 'getCohort'>;
  readonly lms: Pick<LmsServices, 'makeColumns'>;
  readonly log: Log;
}

/**
 * Where a cohort wants one column for each quiz and task, makes those that the curriculum got since they were made: at a
 * trainer's first arrival after a start, in the background. The function answers when that is done, and never throws.
 */
export function createKeepColumns({ cohorts, lms, log }: KeepColumnsDeps): (id: CohortId) => Promise<void> {
  const looked = new Set<CohortId>();
  return async (id) => {
    if (looked.has(id)) return;
    looked.add(id);
    try {
      const { settings } = await cohorts.getCohort(id);
      if (settings.columns !== 'per-activity') return;
      const outcomes = await lms.makeColumns(id);
      // An LMS without the service will not get it by being asked again.
      if (outcomes.some(({ failure }) => failure !== null && failure !== 'no-service')) looked.delete(id);
    } catch (error) {
      looked.delete(id);
      log.error({ err: error, cohort: id }, 'columns of new quizzes and tasks could not be made');
    }
  };
}
