import type { EnrolmentId } from '../../shared/index.ts';
import type { Levels, PeerReviewId, VersionId } from '../model.ts';
import { isShownToReceivers, type PeerReview, type Usefulness } from './peer-review.ts';

/** A review as its receivers see it: nothing in it says who wrote it, or when. */
export interface ReceivedReview {
  readonly id: PeerReviewId;
  readonly versionId: VersionId | null;
  readonly taskVersion: string;
  readonly levels: Levels;
  readonly comments: Readonly<Record<string, string>>;
  readonly overall: string;
  /** What this receiver said. */
  readonly usefulness: Usefulness | null;
}

/** Those that are there to be seen, ordered by their ids, which say nothing about who came first. */
export function receivedReviews(reviews: readonly PeerReview[], receiverId: EnrolmentId): ReceivedReview[] {
  return reviews
    .filter(isShownToReceivers)
    .map(({ id, versionId, taskVersion, levels, comments, overall, usefulness }) => ({
      ...{ id, versionId, taskVersion, levels, comments, overall },
      usefulness: usefulness[receiverId] ?? null,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
