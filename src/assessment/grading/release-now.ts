import type { AssessmentDeps } from '../deps.ts';
import type { Submission } from '../model.ts';
import { changeGraded } from './change-graded.ts';
import type { GradingPlace } from './grading-model.ts';
import { marksInForce } from './marks-in-force.ts';
import { released } from './release-rule.ts';

/**
 * Releases a finished grade that waits, whatever it was to wait for. Two store operations; where it is released already
 * nothing changes. @throws SubmissionUnknown, SubmissionBusy, NothingToRelease
 */
export function releaseNow(deps: AssessmentDeps, command: GradingPlace): Promise<Submission> {
  return changeGraded(deps, command, (submission, rubric) =>
    submission.releases.length > 0 && marksInForce(submission).length === 0 && submission.state !== 'waiting'
      ? submission
      : released(submission, { by: command.by, now: deps.clock() }, rubric),
  );
}
