import { newId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { alignDraft } from '../drafts/align-draft.ts';
import type { OwnTask } from '../drafts/begin-submission.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import { getOwn } from './get-own.ts';
import { isTakenBack, recordWithdrawal } from './hand-in-rules.ts';

export interface Withdraw extends OwnTask {
  /** The last date for this author; null: there is none. */
  readonly closesAt: Date | null;
}

/**
 * Takes back what waits, until the first level or comment on it is stored; the draft is open again. A second click finds
 * it taken back. Four store operations.
 * @throws SubmissionUnknown, NothingToWithdraw, WithdrawTooLate
 */
export async function withdraw(deps: AssessmentDeps, command: Withdraw): Promise<OwnSubmission> {
  const { author, closesAt } = command;
  const { id } = await getOwn(deps, command);
  const pendingId = newId();
  const submission = await changeSubmission(deps, id, (found) =>
    isTakenBack(found)
      ? found
      : recordWithdrawal(found, { by: author, closesAt, now: deps.clock(), pendingId }),
  );
  await alignDraft(deps, submission);
  return toOwnSubmission(submission, author.enrolmentId);
}
