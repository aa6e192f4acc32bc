import type { AssessmentDeps } from '../deps.ts';
import type { Actor } from '../model.ts';
import { HandInFirst } from './errors.ts';
import { getPeerTask, versionInForce, type PeerPlace } from './peer-scene.ts';

/**
 * An author says that other trainees may see the version in force as it is, though it says who they are. Two store
 * operations. @throws TaskUnknown, PeerReviewNotAsked, HandInFirst
 */
export async function clearWork(
  deps: AssessmentDeps,
  { by, ...place }: PeerPlace & { readonly by: Actor },
): Promise<void> {
  const { task } = getPeerTask(deps, place.taskId);
  const own = await deps.records.submissions.findOf(place.enrolmentId, task.id);
  const head = own && versionInForce(own);
  if (!head) throw new HandInFirst('Nothing is handed in that others could see');
  await deps.records.peerWorks.clear(
    head.id,
    { cohortId: place.cohortId, taskId: task.id, by },
    deps.clock(),
  );
}
