import type { CohortId } from '../../shared/index.ts';
import type { Actor, Levels, PeerReviewId, SubmissionId, VersionId } from '../model.ts';

/** Characters. */
export const longestReviewText = 10_000;

/**
 * practice: the sample that everybody grades before the first review; it does not count as one. work: what another
 * trainee handed in. sample: a sample work where too few others are there; it counts as a review.
 */
export type PeerReviewKind = 'practice' | 'work' | 'sample';

/** A trainer took a review out of its receiver's sight. */
export interface Hiding {
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
  /** Whether it still counts as a review that its writer gave. */
  readonly counts: boolean;
}

/** How much a receiver could do with a review: 1 not useful, 2 a little, 3 useful, 4 very useful. */
export type Usefulness = 1 | 2 | 3 | 4;

/**
 * One review by one trainee. Its id says nothing about people, so that it may stand in addresses that either side sees;
 * everything else of it that names somebody is for trainers only.
 */
export interface PeerReview {
  readonly id: PeerReviewId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly kind: PeerReviewKind;
  readonly reviewer: Actor;
  /** The reviewer's first, second …; 0 is the practice. */
  readonly slot: number;
  /** Unique: the place at a work that this review takes, so that two who come at once do not take the same. */
  readonly place: string;
  /** Of a work. */
  readonly submissionId: SubmissionId | null;
  readonly versionId: VersionId | null;
  /** Of a sample. */
  readonly sampleId: string | null;
  /** The task as it stood in what is reviewed. */
  readonly taskVersion: string;
  readonly levels: Levels;
  /** By criterion. */
  readonly comments: Readonly<Record<string, string>>;
  readonly overall: string;
  readonly startedAt: Date;
  readonly savedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly hiding: Hiding | null;
  /** By the enrolment of each receiver. */
  readonly usefulness: Readonly<Record<string, Usefulness>>;
  /** Who hid it or showed it again. */
  readonly moderated: readonly {
    readonly kind: 'hidden' | 'shown';
    readonly by: Actor;
    readonly at: Date;
    readonly reason: string;
  }[];
  /** Since when it is to be counted anew among the reviews that its writer gave; null: that is done. */
  readonly toCountSince: Date | null;
  /** Rises with every change. */
  readonly revision: number;
}

/** A review that its writer has given: what the task asks for. */
export function isGiven({ kind, submittedAt, hiding }: PeerReview): boolean {
  return kind !== 'practice' && submittedAt !== null && (hiding?.counts ?? true);
}

/** The number of reviews given among one writer's reviews of one task. */
export function countGiven(reviews: readonly PeerReview[]): number {
  return reviews.filter(isGiven).length;
}

/** What a receiver may see: handed in, and not taken out by a trainer. */
export function isShownToReceivers({ kind, submittedAt, hiding }: PeerReview): boolean {
  return kind === 'work' && submittedAt !== null && hiding === null;
}
