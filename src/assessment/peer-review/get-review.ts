import type { Sample, Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { PeerReviewId, Version } from '../model.ts';
import { getTaskVersion } from '../task-versions.ts';
import { PeerReviewUnknown } from './errors.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerPlace } from './peer-scene.ts';
import { signReviewToken } from './review-token.ts';
import { isStillReadable } from './still-readable.ts';

/** A review as its writer works on it. */
export interface ReviewSheet {
  readonly review: PeerReview;
  readonly task: Task;
  /** What another trainee handed in; null for a sample, and when it was taken back. */
  readonly version: Version | null;
  readonly sample: Sample | null;
  /** The author has taken the work back. */
  readonly isGone: boolean;
  /** With which the page stores what is typed. */
  readonly token: string;
}

/** For its writer only. At most three store operations. @throws PeerReviewUnknown, TaskUnknown */
export async function getReview(
  deps: AssessmentDeps,
  { reviewId, ...place }: PeerPlace & { readonly reviewId: PeerReviewId },
): Promise<ReviewSheet> {
  const review = await findOwnReview(deps, reviewId, place);
  const isReadable = await isStillReadable(deps, review, place.enrolmentId);
  const [task, version] = await Promise.all([
    getTaskVersion(deps, review.taskId, review.taskVersion),
    isReadable && review.versionId !== null ? deps.records.versions.find(review.versionId) : null,
  ]);
  return {
    ...{ review, task, version, isGone: !isReadable },
    sample: task.samples.find(({ id }) => id === review.sampleId) ?? null,
    token: signReviewToken(deps.tokenKey, review.id, deps.clock()),
  };
}

/** @throws PeerReviewUnknown for anything that is not this writer's */
export async function findOwnReview(
  { records }: Pick<AssessmentDeps, 'records'>,
  reviewId: PeerReviewId,
  { cohortId, taskId, enrolmentId }: PeerPlace,
): Promise<PeerReview> {
  const review = await records.peerReviews.find(reviewId);
  const isOwn =
    review?.reviewer.enrolmentId === enrolmentId && review.cohortId === cohortId && review.taskId === taskId;
  if (!review || !isOwn) throw new PeerReviewUnknown('No such review of this writer');
  return review;
}
