import { newId, type CohortId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { beginSubmission, type OwnTask } from '../drafts/begin-submission.ts';
import { SubmissionUnknown } from '../errors.ts';
import type { Actor, Submission, SubmissionId } from '../model.ts';
import { messageText, recordMessage } from './message-rules.ts';

export interface OfTrainer {
  readonly by: Actor;
  readonly cohortId: CohortId;
  readonly submissionId: SubmissionId;
}

export type WriteMessage = { readonly text: string } & (
  ({ readonly from: 'author' } & OwnTask) | ({ readonly from: 'trainer' } & OfTrainer)
);

/**
 * Asks or answers, as often as wanted, before the first hand-in too. The same words twice within a minute are one
 * message. Three store operations.
 * @throws MessageMissing, MessageTooLong, SubmissionUnknown
 */
export async function writeMessage(deps: AssessmentDeps, command: WriteMessage): Promise<void> {
  const text = messageText(command.text);
  const { id } = await place(deps, command);
  const { from } = command;
  const by = command.from === 'author' ? command.author : command.by;
  const message = { ...{ id: newId<'message'>(), from, by, text }, at: deps.clock(), secondLook: false };
  const noticeId = newId();
  await changeSubmission(deps, id, (found) =>
    recordMessage(found, { ...message, version: found.current }, noticeId),
  );
}

async function place(deps: AssessmentDeps, command: WriteMessage): Promise<Submission> {
  if (command.from === 'author') return beginSubmission(deps, command);
  const found = await deps.records.submissions.find(command.submissionId);
  if (found?.cohortId !== command.cohortId) throw new SubmissionUnknown('Not in this cohort');
  return found;
}
