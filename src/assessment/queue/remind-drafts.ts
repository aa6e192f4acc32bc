import { newId, type CohortId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { refuseOtherCohort, withEvent } from '../grading/submission-of.ts';
import type { Actor, Submission, SubmissionId } from '../model.ts';

export interface RemindDrafts {
  readonly cohortId: CohortId;
  readonly by: Actor;
  readonly submissionIds: readonly SubmissionId[];
}

/** Nobody is reminded of the same work again before so many ms are over. */
const pauseMs = 24 * 3_600_000;

/**
 * Reminds authors of a draft that is not handed in; who was reminded within a day, or has handed in since, is left in
 * peace. Answers with how many were reminded. Two store operations for each. @throws SubmissionUnknown, SubmissionBusy
 */
export async function remindDrafts(
  deps: AssessmentDeps,
  { cohortId, by, submissionIds }: RemindDrafts,
): Promise<number> {
  let reminded = 0;
  for (const id of submissionIds) {
    let isReminded = false;
    await changeSubmission(deps, id, (submission) => {
      refuseOtherCohort(submission, cohortId);
      const after = remind(submission, by, deps.clock());
      isReminded = after !== submission;
      return after;
    });
    if (isReminded) reminded += 1;
  }
  return reminded;
}

function remind(submission: Submission, by: Actor, now: Date): Submission {
  const { state, remindedAt, notices } = submission;
  if (state !== 'draft' || (remindedAt && now.getTime() - remindedAt.getTime() < pauseMs)) return submission;
  const notice = { id: newId(), at: now, kind: 'reminder', to: null, version: 0 } as const;
  return withEvent(
    { ...submission, remindedAt: now, notices: [...notices, notice] },
    { at: now, by, kind: 'reminded', detail: null },
  );
}
