import type { AssessmentDeps } from '../deps.ts';
import type { SubmissionId } from '../model.ts';
import { sift } from './list-queue.ts';
import type { Neighbours, QueuePlace } from './queue-model.ts';
import { readQueue } from './read-queue.ts';
import { sortQueue } from './sort-queue.ts';
import { findWalk, keepWalk } from './walks.ts';

/**
 * What comes before and after a submission in the queue that a trainer goes through. The order stands still while they
 * go, so that the one just graded is still the previous one; at its end, and where the submission is not in it, the queue
 * is read anew. No store operation on the way, one otherwise.
 */
export async function neighboursOf(
  deps: AssessmentDeps,
  { submissionId, ...place }: QueuePlace & { readonly submissionId: SubmissionId },
): Promise<Neighbours> {
  const walk = findWalk(deps, place);
  const at = walk?.ids.indexOf(submissionId) ?? -1;
  if (walk && at >= 0 && at < walk.ids.length - 1) return neighboursIn(walk.ids, at);
  const fresh = await readOrder(deps, place);
  const known = walk && at >= 0 ? [...walk.ids] : [];
  const seen = new Set(known);
  const ids = [...known, ...fresh.filter((id) => !seen.has(id))];
  keepWalk(deps, place, ids);
  return neighboursIn(ids, ids.indexOf(submissionId));
}

async function readOrder(deps: AssessmentDeps, place: QueuePlace): Promise<SubmissionId[]> {
  const reading = await readQueue(deps, place);
  const { found } = sift(reading, place.filter);
  return sortQueue(found, place.filter, reading.context).map(({ facts }) => facts.id);
}

/** Beside something that is not in the queue stands its first. */
function neighboursIn(ids: readonly SubmissionId[], at: number): Neighbours {
  return {
    previous: ids[at - 1] ?? null,
    next: ids[at + 1] ?? null,
    ...{ position: at < 0 ? null : at + 1, total: ids.length },
  };
}
