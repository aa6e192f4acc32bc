import { DomainError } from '../../shared/index.ts';

/** What was handed in waits for its grade already. */
export class HandInWaiting extends DomainError {
  readonly code = 'hand-in-waiting';
}

/** A grade has ended it. */
export class HandInSettled extends DomainError {
  readonly code = 'hand-in-settled';
}

/** Details: `count` of what is missing or impossible. */
export class HandInIncomplete extends DomainError {
  readonly code = 'hand-in-incomplete';
}

/** Nothing differs from the version that came back. */
export class HandInUnchanged extends DomainError {
  readonly code = 'hand-in-unchanged';
}

/** The draft has changed since the page showed it, on another device or by another author. */
export class DraftChangedSince extends DomainError {
  readonly code = 'draft-changed-since';
}

/** The last date is over. */
export class HandInOver extends DomainError {
  readonly code = 'hand-in-over';
}

/** Somebody who was invited has not answered yet. Details: `names`. */
export class InvitationsOpen extends DomainError {
  readonly code = 'invitations-open';
}

/** There is no version that waits. */
export class NothingToWithdraw extends DomainError {
  readonly code = 'nothing-to-withdraw';
}

/** The first level or comment is stored, or the last date is over, after which nothing could be handed in again. */
export class WithdrawTooLate extends DomainError {
  readonly code = 'withdraw-too-late';
}

/** The task opens later. */
export class HandInNotOpen extends DomainError {
  readonly code = 'hand-in-not-open';
}

/** Details: `most` authors, with those invited. */
export class AuthorsFull extends DomainError {
  readonly code = 'authors-full';
}

/** Something is or was handed in, so nobody can be invited or join. */
export class AuthorsFixed extends DomainError {
  readonly code = 'authors-fixed';
}

export class AlreadyAuthor extends DomainError {
  readonly code = 'already-author';
}

/** It was taken back or answered, or the work was handed in. */
export class InvitationGone extends DomainError {
  readonly code = 'invitation-gone';
}

/** Who has handed in, or writes with others, cannot join somebody else. */
export class OwnWorkStands extends DomainError {
  readonly code = 'own-work-stands';
}

/** The only author, or it waits or is settled. */
export class LeavingNotOpen extends DomainError {
  readonly code = 'leaving-not-open';
}
