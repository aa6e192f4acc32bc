import type { AssessmentDeps } from '../deps.ts';
import type { PeerReviewId } from '../model.ts';
import { changeReview } from './change-review.ts';
import { PeerReviewUnknown } from './errors.ts';
import { isShownToReceivers, type PeerReview, type Usefulness } from './peer-review.ts';
import type { PeerPlace } from './peer-scene.ts';

/**
 * A receiver says how useful a review was; may be changed. Four store operations.
 * @throws PeerReviewUnknown for anything that was not written for them
 */
export async function rateReview(
  deps: AssessmentDeps,
  command: PeerPlace & { readonly reviewId: PeerReviewId; readonly usefulness: Usefulness },
): Promise<PeerReview> {
  const { enrolmentId, taskId, cohortId } = command;
  const own = await deps.records.submissions.findOf(enrolmentId, taskId);
  return changeReview(deps, command.reviewId, (review) => {
    const isReceived = own !== null && review.submissionId === own.id && review.cohortId === cohortId;
    if (!isReceived || !isShownToReceivers(review))
      throw new PeerReviewUnknown('No such review for this receiver');
    if (review.usefulness[enrolmentId] === command.usefulness) return review;
    return { ...review, usefulness: { ...review.usefulness, [enrolmentId]: command.usefulness } };
  });
}
