import { newId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { CannotReopenTask, GradingReasonMissing } from '../errors.ts';
import type { Actor, Submission } from '../model.ts';
import type { GradingPlace } from './grading-model.ts';
import { refuseOtherCohort, withEvent } from './submission-of.ts';

export interface ReopenFailed extends GradingPlace {
  readonly reason: string;
}

/**
 * Lets the authors of a failed task hand in another version, once. What was released stays. Two store operations.
 * @throws GradingReasonMissing, CannotReopenTask, SubmissionUnknown, SubmissionBusy
 */
export async function reopenFailed(deps: AssessmentDeps, command: ReopenFailed): Promise<Submission> {
  const { submissionId, cohortId, by } = command;
  const reason = command.reason.trim();
  if (reason === '') throw new GradingReasonMissing('Reopening a task needs a reason');
  return changeSubmission(deps, submissionId, (submission) => {
    refuseOtherCohort(submission, cohortId);
    return reopened(submission, { by, reason, now: deps.clock() });
  });
}

/** @throws CannotReopenTask */
export function reopened(
  submission: Submission,
  { by, reason, now }: { readonly by: Actor; readonly reason: string; readonly now: Date },
): Submission {
  const { state, reopenedAt, current: version, pending, notices } = submission;
  if (state !== 'failed' || reopenedAt) throw new CannotReopenTask('Only a failed task, and only once');
  return withEvent(
    {
      ...submission,
      ...{ state: 'revise', reopenedAt: now, newsForAuthorsAt: now },
      pending: [...pending, { id: newId(), at: now }],
      notices: [...notices, { id: newId(), at: now, kind: 'reopened', to: null, version }],
    },
    { at: now, by, kind: 'reopened', detail: reason.slice(0, 2_000) },
  );
}
