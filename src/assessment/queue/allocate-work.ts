import type { EnrolmentId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { GradingPlace } from '../grading/grading-model.ts';
import { refuseOtherCohort, withEvent } from '../grading/submission-of.ts';
import type { Submission } from '../model.ts';

export interface AllocateWork extends GradingPlace {
  /** Null: whoever takes its author's works. */
  readonly to: EnrolmentId | null;
}

/** Gives one work to a trainer, whoever takes its author's others; recorded. Two store operations. */
export function allocateWork(deps: AssessmentDeps, command: AllocateWork): Promise<Submission> {
  const { submissionId, cohortId, by, to } = command;
  return changeSubmission(deps, submissionId, (submission) => {
    refuseOtherCohort(submission, cohortId);
    if (submission.allocatedTo === to) return submission;
    return withEvent(
      { ...submission, allocatedTo: to },
      { at: deps.clock(), by, kind: 'allocated', detail: to },
    );
  });
}
