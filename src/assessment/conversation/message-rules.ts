import type { EnrolmentId } from '../../shared/index.ts';
import type { Message, Submission } from '../model.ts';
import { MessageMissing, MessageTooLong, SecondLookNotOpen, SecondLookTaken } from './errors.ts';

/** Characters. */
export const longestMessage = 5_000;
/** The same words of the same person within this time came twice by accident. */
const sameForMs = 60_000;

/** @throws MessageMissing, MessageTooLong */
export function messageText(typed: string): string {
  const text = typed.replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  if (text === '') throw new MessageMissing('Nothing was written');
  if (text.length > longestMessage)
    throw new MessageTooLong('A message longer than one may be', { longest: longestMessage });
  return text;
}

/** Adds a message; what is new is new for the other side, and authors are told by a notice too. */
export function recordMessage(submission: Submission, message: Message, noticeId: string): Submission {
  if (isRepeated(submission, message)) return submission;
  const { at, by, from, version, secondLook } = message;
  const kind = secondLook ? 'second-look' : from === 'author' ? 'asked' : 'answered';
  const notice = { id: noticeId, at, kind: 'reply' as const, to: null, version };
  return {
    ...submission,
    messages: [...submission.messages, message],
    events: [...submission.events, { at, by, kind, version, detail: null }],
    ...(from === 'author'
      ? { newsForTrainersAt: at }
      : { newsForAuthorsAt: at, notices: [...submission.notices, notice] }),
  };
}

function isRepeated({ messages }: Submission, { by, text, at, secondLook }: Message): boolean {
  return messages.some(
    (message) =>
      message.by.enrolmentId === by.enrolmentId &&
      message.text === text &&
      message.secondLook === secondLook &&
      at.getTime() - message.at.getTime() < sameForMs,
  );
}

export function canAskSecondLook(
  { releases, messages }: Pick<Submission, 'messages'> & { releases: readonly { version: number }[] },
  version: number,
): boolean {
  return (
    releases.some((release) => release.version === version) &&
    !messages.some((message) => message.secondLook && message.version === version)
  );
}

/** @throws SecondLookNotOpen, SecondLookTaken */
export function recordSecondLook(submission: Submission, message: Message, noticeId: string): Submission {
  if (isRepeated(submission, message)) return submission;
  if (!submission.releases.some(({ version }) => version === message.version))
    throw new SecondLookNotOpen('No grade of this version was released');
  if (!canAskSecondLook(submission, message.version)) throw new SecondLookTaken('Asked for already');
  return recordMessage(submission, message, noticeId);
}

/** The author has seen what is new; nothing changes where nothing is. */
export function recordSeen(submission: Submission, enrolmentId: EnrolmentId, now: Date): Submission {
  const { newsForAuthorsAt: news, authors } = submission;
  const author = authors.find((one) => one.enrolmentId === enrolmentId);
  if (!news || !author || (author.seenAt && author.seenAt >= news)) return submission;
  return {
    ...submission,
    authors: authors.map((one) => (one === author ? { ...author, seenAt: now } : one)),
  };
}
