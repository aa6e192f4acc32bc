import { newId, type CohortId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor, Submission } from '../model.ts';

export interface OwnTask {
  /** The trainee, as this cohort knows them. */
  readonly author: Actor;
  readonly cohortId: CohortId;
  readonly taskId: string;
}

/**
 * The submission that this author hands in, alone or with others; one of their own where there is none yet. One store
 * operation for the former, two for the latter.
 */
export async function beginSubmission(
  deps: AssessmentDeps,
  { author, cohortId, taskId }: OwnTask,
): Promise<Submission> {
  const { records, clock } = deps;
  const found = await records.submissions.findOf(author.enrolmentId, taskId);
  if (found) return found;
  // The first is the author's unless they have left it to others with whom they wrote.
  for (let count = 1; ; count += 1) {
    const place = { cohortId, taskId, count };
    const submission = await records.submissions.ensure(author, place, clock());
    const step = { author, now: clock(), pendingId: newId() };
    const own = await changeSubmission(deps, submission.id, (found) => comeBack(found, step));
    if (own.authorIds.includes(author.enrolmentId)) return own;
  }
}

/** An author who was about to join others, or who has left them, finds their own submission. */
function comeBack(
  submission: Submission,
  { author, now, pendingId }: { readonly author: Actor; readonly now: Date; readonly pendingId: string },
): Submission {
  if (submission.authorIds.length > 0) return submission;
  const { authors, events, releases, pending, current: version } = submission;
  const others = authors.filter(({ enrolmentId }) => enrolmentId !== author.enrolmentId);
  return {
    ...submission,
    authors: [{ ...author, state: 'accepted', at: now, seenAt: null }, ...others],
    authorIds: [author.enrolmentId],
    events: [...events, { at: now, by: author, kind: 'joined', version, detail: null }],
    // What was graded with the others may not have reached the LMS for this author yet.
    pending: releases.length > 0 ? [...pending, { id: pendingId, at: now }] : pending,
  };
}
