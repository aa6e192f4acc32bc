import type { AssessmentDeps } from '../deps.ts';
import type { SubmissionId } from '../model.ts';
import type { QueuePlace } from './queue-model.ts';
import type { QueueRecords } from './queue.records.ts';

/** The order in which a trainer goes through a queue: it stands still while they do, also when works leave the queue. */
interface Walk {
  readonly ids: readonly SubmissionId[];
  usedAt: number;
}

/** Who has not moved for so long, in ms, gets the queue as it is then. */
const keptFor = 60 * 60_000;
const mostWalks = 500;

const walksOf = new WeakMap<QueueRecords, Map<string, Walk>>();

export function keepWalk(deps: AssessmentDeps, place: QueuePlace, ids: readonly SubmissionId[]): void {
  const walks = walksOf.get(deps.records.queue) ?? new Map<string, Walk>();
  walksOf.set(deps.records.queue, walks);
  const key = keyOf(place);
  walks.delete(key);
  walks.set(key, { ids, usedAt: deps.clock().getTime() });
  for (const oldest of walks.keys()) if (walks.size > mostWalks) walks.delete(oldest);
}

/** The walk that this trainer is on, or null where there is none any more. */
export function findWalk(deps: AssessmentDeps, place: QueuePlace): Walk | null {
  const walk = walksOf.get(deps.records.queue)?.get(keyOf(place));
  const now = deps.clock().getTime();
  if (!walk || now - walk.usedAt > keptFor) return null;
  walk.usedAt = now;
  return walk;
}

function keyOf({ cohortId, viewer, filter: { who, show, taskId, late, text } }: QueuePlace): string {
  return JSON.stringify([cohortId, viewer.enrolmentId, who, show, taskId, late, text]);
}
