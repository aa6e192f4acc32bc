import type { PeerReview } from './peer-review.ts';

/** A review as its writer may take it along: nothing in it says whose work it is about. */
export interface WrittenReview extends Pick<
  PeerReview,
  'kind' | 'sampleId' | 'levels' | 'comments' | 'overall' | 'startedAt' | 'submittedAt'
> {
  /** Why a trainer has hidden it, and whether it still counts. */
  readonly hidden: { readonly at: Date; readonly reason: string; readonly counts: boolean } | null;
}

export function writtenReview(review: PeerReview): WrittenReview {
  const { kind, sampleId, levels, comments, overall, startedAt, submittedAt, hiding } = review;
  return {
    ...{ kind, sampleId, levels, comments, overall, startedAt, submittedAt },
    hidden: hiding && { at: hiding.at, reason: hiding.reason, counts: hiding.counts },
  };
}
