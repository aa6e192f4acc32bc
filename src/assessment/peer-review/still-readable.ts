import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Submission } from '../model.ts';
import type { PeerReview } from './peer-review.ts';

/**
 * Whether the reviewer may still see what the review is about: not once its author has taken it back, or has become
 * their co-author. One store operation for a work, none for a sample.
 */
export async function isStillReadable(
  { records }: Pick<AssessmentDeps, 'records'>,
  review: PeerReview,
  reviewerId: EnrolmentId,
): Promise<boolean> {
  if (review.submissionId === null) return true;
  const work = await records.submissions.find(review.submissionId);
  return work !== null && mayStillRead(work, review, reviewerId);
}

export function mayStillRead(
  { versions, authors }: Pick<Submission, 'versions' | 'authors'>,
  { versionId }: Pick<PeerReview, 'versionId'>,
  reviewerId: EnrolmentId,
): boolean {
  const head = versions.find(({ id }) => id === versionId);
  const isAuthor = authors.some((one) => one.enrolmentId === reviewerId && one.state !== 'declined');
  return head?.withdrawnAt === null && !isAuthor;
}
