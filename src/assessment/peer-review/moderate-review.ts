import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor, PeerReviewId } from '../model.ts';
import { changeReview } from './change-review.ts';
import { settleReview } from './count-reviews.ts';
import { HidingReasonMissing, PeerReviewUnknown } from './errors.ts';
import type { PeerReview } from './peer-review.ts';

interface Moderation {
  readonly reviewId: PeerReviewId;
  readonly cohortId: CohortId;
  readonly by: Actor;
}

/**
 * Takes a review out of its receivers' sight, with a reason that its writer is told, and says whether it still counts as
 * given. About eight store operations. @throws PeerReviewUnknown, HidingReasonMissing
 */
export async function hideReview(
  deps: AssessmentDeps,
  { reason, counts, ...command }: Moderation & { readonly reason: string; readonly counts: boolean },
): Promise<PeerReview> {
  const words = reason.trim();
  if (words === '') throw new HidingReasonMissing('A review is hidden without a reason');
  const at = deps.clock();
  return moderate(deps, command, (review) => ({
    ...review,
    hiding: { by: command.by, at, reason: words, counts },
    moderated: [...review.moderated, { kind: 'hidden', by: command.by, at, reason: words }],
    toCountSince: at,
  }));
}

/** Shows it again. @throws PeerReviewUnknown */
export async function showReview(deps: AssessmentDeps, command: Moderation): Promise<PeerReview> {
  const at = deps.clock();
  return moderate(deps, command, (review) =>
    review.hiding === null
      ? review
      : {
          ...review,
          hiding: null,
          moderated: [...review.moderated, { kind: 'shown', by: command.by, at, reason: '' }],
          toCountSince: at,
        },
  );
}

async function moderate(
  deps: AssessmentDeps,
  { reviewId, cohortId }: Moderation,
  rule: (review: PeerReview) => PeerReview,
): Promise<PeerReview> {
  const changed = await changeReview(deps, reviewId, (review) => {
    const isModerated =
      review.cohortId === cohortId && review.submittedAt !== null && review.kind !== 'practice';
    if (!isModerated) throw new PeerReviewUnknown('No such review in this cohort');
    return rule(review);
  });
  await settleReview(deps, changed);
  return changed;
}
