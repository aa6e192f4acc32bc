import type { Task } from '../../curriculum/index.ts';
import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerWork } from './peer-work.records.ts';
import { getPeerTask } from './peer-scene.ts';

/** What a trainer sees of the peer reviews of a task. */
export interface PeerOversight {
  readonly task: Task;
  readonly reviews: readonly PeerReview[];
  readonly works: readonly PeerWork[];
}

/** Everything, with names. Two store operations. @throws TaskUnknown, PeerReviewNotAsked */
export async function getPeerOversight(
  deps: AssessmentDeps,
  { cohortId, taskId }: { readonly cohortId: CohortId; readonly taskId: string },
): Promise<PeerOversight> {
  const { task } = getPeerTask(deps, taskId);
  const { peerReviews, peerWorks } = deps.records;
  const [reviews, works] = await Promise.all([
    peerReviews.listOfTask(cohortId, taskId),
    peerWorks.list({ cohortId, taskId }),
  ]);
  return { task, reviews, works };
}
