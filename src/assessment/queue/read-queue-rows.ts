import type { AssessmentDeps } from '../deps.ts';
import { listTaskSettings } from '../settings/task-settings.ts';
import { listTasks } from '../task-versions.ts';
import { readAllocation } from './allocation.ts';
import { readQueueFacts } from './queue-directory.ts';
import type { QueuePlace, QueueRow } from './queue-model.ts';
import { queueRow } from './queue-row.ts';

/** Every submission of a cohort as one viewer sees it; drafts with their age where they are shown. */
export async function readQueueRows(
  deps: AssessmentDeps,
  { cohortId, viewer, filter }: QueuePlace,
): Promise<QueueRow[]> {
  const facts = await readQueueFacts(deps, cohortId);
  const settings = await listTaskSettings(deps, cohortId);
  const { people } = await readAllocation(deps, cohortId);
  const markers = new Map(listTasks(deps).map((task) => [task.id, task.markers]));
  const hidden = new Set(settings.filter(({ namesHidden }) => namesHidden).map(({ taskId }) => taskId));
  const context = {
    ...{ viewer, now: deps.clock() },
    markersOf: (taskId: string) => markers.get(taskId) ?? 1,
    namesHiddenOf: (taskId: string) => hidden.has(taskId),
    trainerOf: (author: QueueRow['authors'][number]['enrolmentId']) => people[author] ?? null,
  };
  const begun = [...facts.values()].filter(({ authorIds }) => authorIds.length > 0);
  const rows = begun.map((one) => queueRow(one, context));
  return filter.show === 'drafts' ? withDraftAges(deps, cohortId, rows) : rows;
}

async function withDraftAges(
  { records }: AssessmentDeps,
  cohortId: QueuePlace['cohortId'],
  rows: readonly QueueRow[],
): Promise<QueueRow[]> {
  const drafts = await records.drafts.listOpen(cohortId);
  const ages = new Map(drafts.map(({ submissionId, updatedAt }) => [submissionId, updatedAt]));
  return rows.map((row) => ({ ...row, draftAt: ages.get(row.submissionId) ?? null }));
}
