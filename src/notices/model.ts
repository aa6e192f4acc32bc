import type { PendingNotice } from '../assessment/index.ts';
import type { CohortId, EnrolmentId } from '../shared/index.ts';

/** What a trainee can be told by mail; `due` comes before a due date, `reminder` from a trainer. */
export const traineeNotices = [
  'receipt',
  'released',
  'revise',
  'reply',
  'invited',
  'due',
  'reminder',
  'reopened',
] as const satisfies readonly (PendingNotice['kind'] | 'due')[];

/** What a trainer can be told by mail. */
export const trainerNotices = ['digest'] as const;

export type NoticeKind = (typeof traineeNotices)[number] | (typeof trainerNotices)[number];

/** Something to tell one person, as it stands in the outbox: everything else is read anew when it is sent. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly cohortId: CohortId;
  readonly enrolmentId: EnrolmentId;
  /** Null: it is about no one task. */
  readonly taskId: string | null;
  readonly submissionId: string | null;
  readonly version: number;
  readonly at: Date;
}

/** One that comes at its time instead of with a change; the key makes it come once. */
export interface TimedNotice {
  readonly key: string;
  readonly kind: 'due' | 'digest';
  readonly cohortId: CohortId;
  readonly enrolmentId: EnrolmentId;
  readonly taskId: string | null;
  readonly at: Date;
  /** When the key may be forgotten: it cannot come about again. */
  readonly expiresAt: Date;
}

/** What a mail is about, with all that its words need. Names and titles are untrusted text. */
export interface Message {
  readonly kind: NoticeKind;
  /** The reader's, as the platform tells it. */
  readonly locale: string | null;
  readonly cohortId: CohortId;
  readonly cohortTitle: string;
  readonly taskId: string | null;
  readonly taskTitle: string | null;
  readonly version: number;
  readonly submittedAt: Date | null;
  readonly late: boolean;
  readonly dueAt: Date | null;
  readonly timeZone: string;
  /** Of a digest. */
  readonly waiting: { readonly waiting: number; readonly news: number; readonly asked: number } | null;
}

/** A mail as it goes out. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same notice, so that mail programs recognise it. */
  readonly messageId: string;
}

/**
 * What became of a mail. retry: certainly not taken, and it may be later. refused: certainly not, and never. unknown: the
 * connection broke after the text had begun to go out. `reason` is a number and a word of the protocol, without addresses.
 */
export type Sent =
  { readonly kind: 'taken' } | { readonly kind: 'retry' | 'refused' | 'unknown'; readonly reason: string };

/** A mail server. It never throws. */
export type SendMail = (mail: Mail) => Promise<Sent>;

/** The words of a mail in the reader's language. */
export type WriteMail = (message: Message) => Promise<Pick<Mail, 'subject' | 'text' | 'html'>>;
