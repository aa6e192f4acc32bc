import type { EnrolmentId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Submission } from '../model.ts';
import { countGiven, type PeerReview } from './peer-review.ts';

/** What one run takes up at most; the rest waits for the next. */
const atOnce = 100;

/**
 * Does what follows from a review that was handed in, hidden or shown again: its writer's submission says how many they
 * have given, counted anew from the reviews, and its receivers see that there is something new. May be repeated.
 */
export async function settleReview(deps: AssessmentDeps, review: PeerReview): Promise<void> {
  const { toCountSince, submissionId, hiding } = review;
  if (toCountSince === null) return;
  await recount(deps, review.reviewer.enrolmentId, review.taskId);
  if (submissionId !== null && hiding === null)
    await changeSubmission(deps, submissionId, (one) => withNews(one, toCountSince));
  await deps.records.peerReviews.noteCounted(review.id, toCountSince);
}

/** Reviews of which a cut-short request has not done what follows. The answer is how many there were. */
export async function settleReviews(deps: AssessmentDeps, before: Date): Promise<number> {
  const reviews = await deps.records.peerReviews.listToCount(before, atOnce);
  for (const review of reviews) await settleReview(deps, review);
  return reviews.length;
}

/** Three store operations where the number has changed, two where it has not. */
async function recount(deps: AssessmentDeps, enrolmentId: EnrolmentId, taskId: string): Promise<void> {
  const own = await deps.records.submissions.findOf(enrolmentId, taskId);
  if (!own) return;
  const given = countGiven(await deps.records.peerReviews.listOfReviewer(enrolmentId, taskId));
  await changeSubmission(deps, own.id, (one) =>
    one.reviewsGiven[enrolmentId] === given
      ? one
      : { ...one, reviewsGiven: { ...one.reviewsGiven, [enrolmentId]: given } },
  );
}

function withNews(submission: Submission, at: Date): Submission {
  const { newsForAuthorsAt } = submission;
  return newsForAuthorsAt !== null && newsForAuthorsAt >= at
    ? submission
    : { ...submission, newsForAuthorsAt: at };
}
