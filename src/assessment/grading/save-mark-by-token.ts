import { newId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { changeGraded, type Rubric } from './change-graded.ts';
import type { MarkChange, SavedMark } from './grading-model.ts';
import { problemsOf, proposedOf } from './mark-problems.ts';
import { readMarkToken } from './mark-token.ts';
import { saveMark, type MarkOutcome } from './save-mark-rule.ts';

export interface SaveMark {
  readonly token: string;
  /** Of the mark that the page shows; 0 where there was none. */
  readonly revision: number;
  /** Stored together or not at all; none only renews the claim. */
  readonly changes: readonly MarkChange[];
}

/**
 * Stores what a marker enters, without a session. Two store operations; one where nothing changes.
 * @throws MarkTokenInvalid, SubmissionUnknown, SubmissionBusy and what saveMark throws
 */
export async function saveMarkByToken(deps: AssessmentDeps, command: SaveMark): Promise<SavedMark> {
  const { cohortId, submissionId, version, by } = readMarkToken(deps.tokenKey, command.token, deps.clock());
  const { revision, changes } = command;
  let outcome: (MarkOutcome & { readonly rubric: Rubric }) | undefined;
  const { hold } = await changeGraded(deps, { cohortId, submissionId }, (submission, rubric) => {
    const entry = { ...{ by, version, revision, changes }, task: rubric.task };
    outcome = { ...saveMark(submission, { ...entry, now: deps.clock(), newId: newId<'mark'>() }), rubric };
    return outcome.submission;
  });
  if (!outcome) throw new Error('The rule was not applied');
  const { state, mark, submission, rubric } = outcome;
  return {
    ...{ state, mark, hold },
    proposed: proposedOf(mark, submission.authorIds, rubric),
    problems: mark.finishedAt ? [] : problemsOf(mark, submission.authorIds, rubric),
  };
}
