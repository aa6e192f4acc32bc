import type { Task } from '../../curriculum/index.ts';
import type { EnrolmentId } from '../../shared/index.ts';
import type { Actor, Author, Submission, SubmissionEvent } from '../model.ts';
import {
  AlreadyAuthor,
  AuthorsFixed,
  AuthorsFull,
  InvitationGone,
  LeavingNotOpen,
  OwnWorkStands,
} from './errors.ts';

/** Nothing was handed in that is in force or was graded, so authors may still come and go. */
export function isBeforeHandIn({
  state,
  current,
  releases,
}: Pick<Submission, 'state' | 'current'> & { readonly releases: readonly unknown[] }): boolean {
  return state === 'draft' && current === 0 && releases.length === 0;
}

/** Whether this person could say yes to an invitation. */
export function isInvited(submission: Submission, enrolmentId: EnrolmentId): boolean {
  const author = authorIn(submission, enrolmentId);
  return author?.state === 'invited' && submission.authorIds.length > 0 && isBeforeHandIn(submission);
}

interface Step {
  readonly by: Actor;
  readonly now: Date;
}

/** Asking somebody twice changes nothing. @throws AuthorsFixed, AlreadyAuthor, AuthorsFull */
export function recordInvitation(
  submission: Submission,
  { maxAuthors }: Pick<Task, 'maxAuthors'>,
  { by, invitee, now, noticeId }: Step & { readonly invitee: Actor; readonly noticeId: string },
): Submission {
  if (!isBeforeHandIn(submission)) throw new AuthorsFixed('Something was handed in');
  const state = authorIn(submission, invitee.enrolmentId)?.state;
  if (state === 'invited') return submission;
  if (state === 'accepted') throw new AlreadyAuthor('An author already');
  const taken = submission.authors.filter(
    (author) => author.state === 'invited' || author.state === 'accepted',
  );
  if (taken.length >= maxAuthors) throw new AuthorsFull('No room for another author', { most: maxAuthors });
  const { enrolmentId } = invitee;
  const notice = { id: noticeId, at: now, kind: 'invited' as const, to: [enrolmentId], version: 0 };
  return {
    ...withAuthor(submission, { ...invitee, state: 'invited', at: now, seenAt: null }),
    events: [...submission.events, eventOf('invited', { by, now }, submission, invitee.name)],
    notices: [...submission.notices, notice],
  };
}

/** Nothing changes where the invitation was answered or taken back meanwhile. */
export function recordRetraction(submission: Submission, enrolmentId: EnrolmentId, step: Step): Submission {
  const author = authorIn(submission, enrolmentId);
  if (author?.state !== 'invited') return submission;
  return {
    ...submission,
    authors: submission.authors.filter((one) => one !== author),
    notices: submission.notices.filter(({ kind, to }) => kind !== 'invited' || !to?.includes(enrolmentId)),
    events: [...submission.events, eventOf('declined', step, submission, author.name)],
  };
}

/** @throws InvitationGone */
export function recordAnswer(submission: Submission, accepts: boolean, { by, now }: Step): Submission {
  const author = authorIn(submission, by.enrolmentId);
  if (author?.state === (accepts ? 'accepted' : 'declined')) return submission;
  if (!isInvited(submission, by.enrolmentId)) throw new InvitationGone('No invitation stands');
  return {
    ...withAuthor(submission, { ...by, state: accepts ? 'accepted' : 'declined', at: now, seenAt: null }),
    authorIds: accepts ? [...submission.authorIds, by.enrolmentId] : submission.authorIds,
    newsForAuthorsAt: now,
    events: [...submission.events, eventOf(accepts ? 'joined' : 'declined', { by, now }, submission)],
  };
}

/** Gives up one's own beginning for the work of others. Its text stays kept. @throws OwnWorkStands */
export function recordStepBack(submission: Submission, { by, now }: Step): Submission {
  const { authors, authorIds } = submission;
  if (!authorIds.includes(by.enrolmentId)) return submission;
  if (authorIds.length > 1 || !isBeforeHandIn(submission)) throw new OwnWorkStands('Own work stands');
  return {
    ...withAuthor(
      { ...submission, authors: authors.filter(({ state }) => state !== 'invited') },
      { ...by, state: 'left', at: now, seenAt: null },
    ),
    authorIds: [],
    events: [...submission.events, eventOf('left', { by, now }, submission)],
  };
}

/**
 * Whether this author may leave: there are others, or it was begun by somebody who has left, so that a beginning of one's
 * own may lie elsewhere.
 */
export function canLeave(
  { state, authors, authorIds }: Pick<Submission, 'state' | 'authors' | 'authorIds'>,
  enrolmentId: EnrolmentId,
): boolean {
  const isOthers = authorIds.length > 1 || authors[0]?.enrolmentId !== enrolmentId;
  return authorIds.includes(enrolmentId) && isOthers && (state === 'draft' || state === 'revise');
}

/** @throws LeavingNotOpen */
export function recordLeaving(submission: Submission, { by, now }: Step): Submission {
  if (!submission.authorIds.includes(by.enrolmentId)) return submission;
  if (!canLeave(submission, by.enrolmentId)) throw new LeavingNotOpen('Alone, waiting or settled');
  return {
    ...withAuthor(submission, { ...by, state: 'left', at: now, seenAt: null }),
    authorIds: submission.authorIds.filter((id) => id !== by.enrolmentId),
    newsForAuthorsAt: now,
    events: [...submission.events, eventOf('left', { by, now }, submission)],
  };
}

/**
 * What somebody who leaves takes along where a grade was released: the versions, the feedback and what was written about
 * them. The marks stay where they were given, so that none counts twice.
 */
export function takenAlong(own: Submission, left: Submission): Submission {
  if (own.authorIds.length > 0 || left.releases.length === 0) return own;
  const { state, versions, current, releases, messages, allocatedTo, reopenedAt, reviewsGiven } = left;
  return {
    ...own,
    ...{ state, versions, current, releases, messages, allocatedTo, reopenedAt, reviewsGiven },
    newsForAuthorsAt: left.newsForAuthorsAt,
  };
}

function authorIn({ authors }: Submission, enrolmentId: EnrolmentId): Author | undefined {
  return authors.find((author) => author.enrolmentId === enrolmentId);
}

/** In the same place where the person was on the list before, else at its end. */
function withAuthor(submission: Submission, author: Author): Submission {
  const { authors } = submission;
  const isThere = authorIn(submission, author.enrolmentId) !== undefined;
  return {
    ...submission,
    authors: isThere
      ? authors.map((one) => (one.enrolmentId === author.enrolmentId ? author : one))
      : [...authors, author],
  };
}

function eventOf(
  kind: SubmissionEvent['kind'],
  { by, now }: Step,
  { current }: Submission,
  detail: string | null = null,
): SubmissionEvent {
  return { at: now, by, kind, version: current, detail };
}
