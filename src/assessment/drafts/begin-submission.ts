import type { CohortId } from '../../shared/index.ts';
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
    const own = await changeSubmission(deps, submission.id, (found) => comeBack(found, author, clock()));
    if (own.authorIds.includes(author.enrolmentId)) return own;
  }
}

/** An author who was about to join others, or who left nobody behind, finds their own submission again. */
function comeBack(submission: Submission, author: Actor, now: Date): Submission {
  if (submission.authorIds.length > 0) return submission;
  const others = submission.authors.filter(({ enrolmentId }) => enrolmentId !== author.enrolmentId);
  return {
    ...submission,
    authors: [...others, { ...author, state: 'accepted', at: now, seenAt: null }],
    authorIds: [author.enrolmentId],
    events: [
      ...submission.events,
      { at: now, by: author, kind: 'joined', version: submission.current, detail: null },
    ],
  };
}
