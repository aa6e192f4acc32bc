import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { TaskSettings } from '../grading/grading-model.ts';
import type { StoredSettings, TaskSettingsRecords } from './task-settings.records.ts';

/** What was read may be this old, in ms, so that a page needs no store operation for it. */
const maxAge = 5_000;
const mostCohorts = 1_000;

interface Known {
  readonly at: number;
  readonly settings: Promise<readonly StoredSettings[]>;
}

const knownOf = new WeakMap<TaskSettingsRecords, Map<CohortId, Known>>();

/** How a task is graded in a cohort; at most five seconds old, and then one store operation. */
export async function getTaskSettings(
  deps: AssessmentDeps,
  cohortId: CohortId,
  taskId: string,
): Promise<TaskSettings> {
  const settings = await listTaskSettings(deps, cohortId);
  return settings.find((one) => one.taskId === taskId) ?? settingsBefore(cohortId, taskId);
}

/** Those of a cohort's tasks that somebody has set. */
export async function listTaskSettings(
  { records: { settings }, clock }: AssessmentDeps,
  cohortId: CohortId,
): Promise<readonly StoredSettings[]> {
  const known = knownOf.get(settings) ?? new Map<CohortId, Known>();
  knownOf.set(settings, known);
  const entry = known.get(cohortId);
  const now = clock().getTime();
  if (entry && now - entry.at < maxAge) return entry.settings;
  if (known.size >= mostCohorts) known.clear();
  const fresh: Known = { at: now, settings: settings.list(cohortId) };
  known.set(cohortId, fresh);
  try {
    return await fresh.settings;
  } catch (error) {
    if (known.get(cohortId) === fresh) known.delete(cohortId);
    throw error;
  }
}

/** After a change: the next page reads them anew, and what is being read while they change is not kept. */
export function forgetTaskSettings({ records }: AssessmentDeps, cohortId: CohortId): void {
  knownOf.get(records.settings)?.delete(cohortId);
}

/** Before anybody has set anything. */
export function settingsBefore(cohortId: CohortId, taskId: string): StoredSettings {
  return {
    ...{ cohortId, taskId, namesHidden: false, releaseMode: 'now', levelPoints: null },
    ...{ changes: [], unspread: null, revision: 0 },
  };
}
