import { newId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { OwnTask } from '../drafts/begin-submission.ts';
import { getOwn } from '../handing-in/get-own.ts';
import { messageText, recordSecondLook } from './message-rules.ts';

export interface AskSecondLook extends OwnTask {
  readonly version: number;
  readonly text: string;
}

/**
 * Asks for a second look at a released grade, once for each version. Three store operations.
 * @throws SubmissionUnknown, MessageMissing, MessageTooLong, SecondLookNotOpen, SecondLookTaken
 */
export async function askSecondLook(deps: AssessmentDeps, command: AskSecondLook): Promise<void> {
  const { author, version } = command;
  const text = messageText(command.text);
  const { id } = await getOwn(deps, command);
  const message = {
    ...{ id: newId<'message'>(), version, text, by: author, at: deps.clock() },
    ...{ from: 'author' as const, secondLook: true },
  };
  const noticeId = newId();
  await changeSubmission(deps, id, (found) => recordSecondLook(found, message, noticeId));
}
