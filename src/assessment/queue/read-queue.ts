import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { listTaskSettings } from '../settings/task-settings.ts';
import { listTasks } from '../task-versions.ts';
import { readAllocation } from './allocation.ts';
import { readQueueFacts } from './queue-directory.ts';
import { entryOf, type QueueEntry } from './queue-entry.ts';
import type { QueuePlace } from './queue-model.ts';
import type { RowContext } from './queue-row.ts';

export interface QueueReading {
  readonly entries: readonly QueueEntry[];
  readonly context: RowContext;
}

/** Every submission of a cohort that somebody has begun, and what its rows depend on. */
export async function readQueue(
  deps: AssessmentDeps,
  { cohortId, viewer, filter: { show } }: QueuePlace,
): Promise<QueueReading> {
  const facts = await readQueueFacts(deps, cohortId);
  const settings = await listTaskSettings(deps, cohortId);
  const { people } = await readAllocation(deps, cohortId);
  const drafts = show === 'drafts' ? await deps.records.drafts.listOpen(cohortId) : [];
  const markers = new Map(listTasks(deps).map((task) => [task.id, task.markers]));
  const hidden = new Set(settings.filter(({ namesHidden }) => namesHidden).map(({ taskId }) => taskId));
  return {
    entries: [...facts.values()].filter(({ authorIds }) => authorIds.length > 0).map(entryOf),
    context: {
      ...{ viewer: viewer.enrolmentId, now: deps.clock() },
      markersOf: (taskId) => markers.get(taskId) ?? 1,
      namesHiddenOf: (taskId) => hidden.has(taskId),
      trainerOf: (author: EnrolmentId) => people[author] ?? null,
      draftAts: new Map(drafts.map(({ submissionId, updatedAt }) => [submissionId, updatedAt])),
    },
  };
}
