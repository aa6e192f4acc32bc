import type { EnrolmentId } from '../../shared/index.ts';
import type { PeerReview } from './peer-review.ts';
import type { PeerWork } from './peer-work.records.ts';

export interface ForReviewer {
  readonly reviewerId: EnrolmentId;
  readonly works: readonly PeerWork[];
  /** Every review of the task in the cohort. */
  readonly reviews: readonly PeerReview[];
  /** How many reviews each work gets. */
  readonly reviewsEach: number;
  /** Who took a work before this and has not handed in a review keeps its place no longer. */
  readonly staleBefore: Date;
}

export interface OrderedWorks {
  /** Works that still lack reviews, in order of their arrival. */
  readonly free: readonly PeerWork[];
  /** Works that have enough, those with the fewest first. */
  readonly full: readonly PeerWork[];
}

/**
 * Which works one trainee may review: never their own nor a co-author's, and none that they have reviewed or hold
 * already.
 */
export function orderWorks({
  reviewerId,
  works,
  reviews,
  reviewsEach,
  staleBefore,
}: ForReviewer): OrderedWorks {
  const close = coAuthorsOf(reviewerId, works);
  const seen = new Set(
    reviews
      .filter(({ reviewer }) => reviewer.enrolmentId === reviewerId)
      .map(({ submissionId }) => submissionId),
  );
  const active = countActive(reviews, staleBefore);
  const activeOf = ({ id }: PeerWork): number => active.get(id) ?? 0;
  const open = works
    .filter((work) => !seen.has(work.id) && !peopleOf(work).some((person) => close.has(person)))
    .sort((a, b) => arrivalOf(a) - arrivalOf(b) || (a.id < b.id ? -1 : 1));
  return {
    free: open.filter((work) => activeOf(work) < reviewsEach),
    full: open.filter((work) => activeOf(work) >= reviewsEach).sort((a, b) => activeOf(a) - activeOf(b)),
  };
}

/** When a work first came: another version does not put it to the end. */
export function arrivalOf({ versions }: Pick<PeerWork, 'versions'>): number {
  const times = versions
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((one) => one.submittedAt.getTime());
  return Math.min(...times);
}

/** Who wrote on it or was asked to; not who said no. */
function peopleOf({ authors }: PeerWork): EnrolmentId[] {
  return authors.filter(({ state }) => state !== 'declined').map(({ enrolmentId }) => enrolmentId);
}

/** The reviewer, and everybody who stands beside them in a work. */
export function coAuthorsOf(reviewerId: EnrolmentId, works: readonly PeerWork[]): Set<EnrolmentId> {
  const shared = works.map(peopleOf).filter((people) => people.includes(reviewerId));
  return new Set([reviewerId, ...shared.flat()]);
}

function countActive(reviews: readonly PeerReview[], staleBefore: Date): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, submissionId, submittedAt, startedAt, savedAt } of reviews) {
    const isActive = submittedAt !== null || (savedAt ?? startedAt) > staleBefore;
    if (kind === 'work' && submissionId !== null && isActive)
      counts.set(submissionId, (counts.get(submissionId) ?? 0) + 1);
  }
  return counts;
}
