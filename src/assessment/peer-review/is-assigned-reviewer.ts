import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { VersionId } from '../model.ts';

/** Whether somebody was given this version to review, and so may see its files; one store operation. */
export async function isAssignedReviewer(
  { records }: Pick<AssessmentDeps, 'records'>,
  reviewerId: EnrolmentId,
  versionId: VersionId,
): Promise<boolean> {
  return (await records.peerReviews.findAssigned(reviewerId, versionId)) !== null;
}
