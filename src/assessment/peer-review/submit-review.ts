import type { AssessmentDeps } from '../deps.ts';
import type { PeerReviewId } from '../model.ts';
import { getTaskVersion } from '../task-versions.ts';
import { changeReview } from './change-review.ts';
import { settleReview } from './count-reviews.ts';
import { PeerWorkGone } from './errors.ts';
import { findOwnReview } from './get-review.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerPlace } from './peer-scene.ts';
import {
  applyChanges,
  handInReview,
  missingIn,
  type ChangedField,
  type ReviewChange,
} from './review-changes.ts';
import { refuseUnknown } from './save-review.ts';
import { isStillReadable } from './still-readable.ts';

export interface SubmitReview extends PeerPlace {
  readonly reviewId: PeerReviewId;
  /** What the form holds; stored in the same write. */
  readonly changes: readonly ReviewChange[];
}

export interface SubmittedReview {
  readonly review: PeerReview;
  /** Another page had changed these meanwhile: nothing was handed in. */
  readonly conflicts: readonly ChangedField[];
  /** What still has to be filled in: nothing was handed in, but all that was typed is stored. */
  readonly missing: readonly string[];
}

/**
 * Hands a review in: from now on its receivers see it, and it counts. A second click finds it handed in. About seven
 * store operations. @throws PeerReviewUnknown, PeerWorkGone, PeerFieldUnknown, PeerTextTooLong, PeerReviewBusy
 */
export async function submitReview(deps: AssessmentDeps, command: SubmitReview): Promise<SubmittedReview> {
  const now = deps.clock();
  const found = await findOwnReview(deps, command.reviewId, command);
  if (found.submittedAt !== null) return { review: found, conflicts: [], missing: [] };
  await refuseUnknown(deps, found, command.changes);
  const task = await getTaskVersion(deps, found.taskId, found.taskVersion);
  let conflicts: readonly ChangedField[] = [];
  const kept = await changeReview(deps, command.reviewId, (review) => {
    if (review.submittedAt !== null) return review;
    const applied = applyChanges(review, command.changes, now);
    conflicts = applied.fields.filter(({ state }) => state === 'conflict');
    return applied.review;
  });
  if (conflicts.length > 0) return { review: kept, conflicts, missing: [] };
  if (!(await isStillReadable(deps, kept, command.enrolmentId)))
    throw new PeerWorkGone('The work was taken back before its review was handed in');
  const missing = missingIn(kept, task);
  if (missing.length > 0) return { review: kept, conflicts: [], missing };
  const review = await changeReview(deps, command.reviewId, (one) =>
    one.submittedAt === null ? handInReview(one, task, now) : one,
  );
  if (review.kind !== 'practice') await settleReview(deps, review);
  return { review, conflicts: [], missing: [] };
}
