import { SubmissionBusy, SubmissionUnknown } from '../errors.ts';
import type { Actor, Submission, Version, VersionHead } from '../model.ts';
import {
  HandInNotOpen,
  HandInOver,
  HandInSettled,
  HandInWaiting,
  InvitationsOpen,
  NothingToWithdraw,
  WithdrawTooLate,
} from './errors.ts';

/** The author's own dates for the task; null: there is none. */
export interface HandInDates {
  readonly opensAt?: Date | null;
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
}

/** Ids for what is told to others, made outside of the rule. */
export interface FollowUp {
  readonly pendingId: string;
  readonly noticeId: string;
}

/**
 * Whether a version may be handed in now. The last date holds for the first hand-in; a revision that a grade asks for is
 * never shut out.
 * @throws HandInWaiting, HandInSettled, InvitationsOpen, HandInNotOpen, HandInOver
 */
export function refuseHandIn(
  submission: Submission,
  { opensAt = null, closesAt }: HandInDates,
  now: Date,
): void {
  const { state, authors, releases } = submission;
  if (state === 'waiting') throw new HandInWaiting('A version waits for its grade');
  if (state === 'passed' || state === 'failed') throw new HandInSettled('A grade has ended it');
  const invited = authors.filter((author) => author.state === 'invited');
  if (invited.length > 0) {
    const names = invited.map(({ name }) => name ?? '?').join(', ');
    throw new InvitationsOpen('Invitations are not answered yet', { names });
  }
  if (opensAt && now < opensAt) throw new HandInNotOpen('The task opens later');
  if (releases.length === 0 && closesAt && now > closesAt) throw new HandInOver('The last date is over');
}

/** The number that the next version has; no number is given twice. */
export function nextNumber({ versions }: Submission): number {
  return versions.length + 1;
}

/** What becomes of a submission with a version handed in. @throws SubmissionUnknown, SubmissionBusy and what refuseHandIn throws */
export function recordHandIn(
  submission: Submission,
  version: Version,
  dates: HandInDates,
  { pendingId, noticeId }: FollowUp,
): Submission {
  const { number, submittedAt: now, submittedBy: by } = version;
  if (!submission.authorIds.includes(by.enrolmentId)) throw new SubmissionUnknown('The author has left');
  refuseHandIn(submission, dates, now);
  if (number !== nextNumber(submission)) throw new SubmissionBusy('Another version came and went');
  const head = headOf(version, submission.releases.length === 0 ? dates.dueAt : null);
  return {
    ...submission,
    ...{ state: 'waiting', current: number, versions: [...submission.versions, head] },
    ...{ waitingSince: now, gradingBegunAt: null, hold: null, held: null, newsForTrainersAt: now },
    events: [...submission.events, { at: now, by, kind: 'submitted', version: number, detail: null }],
    pending: [...submission.pending, { id: pendingId, at: now }],
    notices: [...submission.notices, { id: noticeId, at: now, kind: 'receipt', to: null, version: number }],
  };
}

function headOf(version: Version, dueAt: Date | null): VersionHead {
  const { id, number, taskVersion, words, submittedAt, submittedBy } = version;
  const late = dueAt !== null && submittedAt > dueAt;
  return { id, number, taskVersion, words, submittedAt, submittedBy, dueAt, late, withdrawnAt: null };
}

/** Whether `withdraw` is open to the authors; once the first level or comment is stored, it is not. */
export function canWithdraw(
  submission: Pick<Submission, 'state' | 'gradingBegunAt'> & { readonly releases: readonly unknown[] },
  closesAt: Date | null,
  now: Date,
): boolean {
  const couldHandInAgain = submission.releases.length > 0 || !closesAt || now <= closesAt;
  return submission.state === 'waiting' && submission.gradingBegunAt === null && couldHandInAgain;
}

/** The last version was withdrawn, and nothing has happened since. */
export function isTakenBack({ state, versions }: Submission): boolean {
  return state !== 'waiting' && (versions.at(-1)?.withdrawnAt ?? null) !== null;
}

/**
 * Takes the waiting version back. It stays kept and numbered; what was in force before is in force again.
 * @throws NothingToWithdraw, WithdrawTooLate
 */
export function recordWithdrawal(
  submission: Submission,
  { by, closesAt, now, pendingId }: { by: Actor; closesAt: Date | null; now: Date; pendingId: string },
): Submission {
  const { state, current, versions, releases } = submission;
  if (state !== 'waiting') throw new NothingToWithdraw('No version waits');
  if (!canWithdraw(submission, closesAt, now)) throw new WithdrawTooLate('Grading has begun, or it is over');
  return {
    ...submission,
    ...{ state: releases.length > 0 ? 'revise' : 'draft', current: releases.at(-1)?.version ?? 0 },
    versions: versions.map((head) => (head.number === current ? { ...head, withdrawnAt: now } : head)),
    ...{ waitingSince: null, hold: null, held: null },
    events: [...submission.events, { at: now, by, kind: 'withdrawn', version: current, detail: null }],
    pending: [...submission.pending, { id: pendingId, at: now }],
  };
}
