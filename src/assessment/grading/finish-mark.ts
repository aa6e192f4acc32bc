import type { AssessmentDeps } from '../deps.ts';
import type { Submission } from '../model.ts';
import { changeGraded } from './change-graded.ts';
import { finished } from './finish-mark-rule.ts';
import type { GradingPlace, ReleaseChoice } from './grading-model.ts';

export interface FinishMark extends GradingPlace {
  /** The version and the mark's revision that the page shows. */
  readonly version: number;
  readonly revision: number;
  readonly release: ReleaseChoice;
}

/**
 * Finishes the marker's own mark and releases it as chosen. Two store operations. May be repeated.
 * @throws SubmissionUnknown, SubmissionBusy and what `finished` throws
 */
export function finishMark(deps: AssessmentDeps, command: FinishMark): Promise<Submission> {
  const { by, version, revision, release } = command;
  return changeGraded(deps, command, (submission, rubric) =>
    finished(submission, { by, version, revision, release, now: deps.clock() }, rubric),
  );
}
