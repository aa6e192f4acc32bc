import type { PeerReviewId } from '../model.ts';
import { PeerReviewBusy, PeerReviewUnknown } from './errors.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerReviewRecords } from './peer-review.records.ts';

const tries = 8;

export interface PeerDeps {
  readonly records: { readonly peerReviews: PeerReviewRecords };
}

/**
 * Reads a review, applies a pure rule and stores the outcome, if nobody has changed it in between; else once more. Two
 * store operations, one where the rule changes nothing. @throws PeerReviewUnknown, PeerReviewBusy and what the rule throws
 */
export async function changeReview(
  { records }: PeerDeps,
  id: PeerReviewId,
  rule: (review: PeerReview) => PeerReview,
): Promise<PeerReview> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = await records.peerReviews.find(id);
    if (!before) throw new PeerReviewUnknown(`There is no review ${id}`);
    const after = rule(before);
    if (after === before) return before;
    if (await records.peerReviews.replace(after, before.revision))
      return { ...after, revision: before.revision + 1 };
  }
  throw new PeerReviewBusy('Others kept changing the same review');
}
