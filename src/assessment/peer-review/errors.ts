import { DomainError } from '../../shared/index.ts';

/** The task has no peer review. */
export class PeerReviewNotAsked extends DomainError {
  readonly code = 'peer-review-not-asked';
}

/** There is no such review, or it is not this person's to see. */
export class PeerReviewUnknown extends DomainError {
  readonly code = 'peer-review-unknown';
}

/** Who has handed in nothing reviews nothing. */
export class HandInFirst extends DomainError {
  readonly code = 'hand-in-first';
}

/** It was handed in; nothing in it changes any more. */
export class PeerReviewClosed extends DomainError {
  readonly code = 'peer-review-closed';
}

/** A criterion is without a level, or there are no words for the author. */
export class PeerReviewIncomplete extends DomainError {
  readonly code = 'peer-review-incomplete';
}

/** The author has taken the work back, or has become the reviewer's co-author. */
export class PeerWorkGone extends DomainError {
  readonly code = 'peer-work-gone';
}

/** A token with a wrong signature, or of a page opened long ago. */
export class PeerTokenInvalid extends DomainError {
  readonly code = 'peer-token-invalid';
}

/** A text longer than a review takes; `longest` characters. */
export class PeerTextTooLong extends DomainError {
  readonly code = 'peer-text-too-long';
}

/** Others kept changing it; trying again helps. */
export class PeerReviewBusy extends DomainError {
  readonly code = 'peer-review-busy';
}

/** Hiding a review needs a reason: its writer is told. */
export class HidingReasonMissing extends DomainError {
  readonly code = 'hiding-reason-missing';
}

/** A field that the rubric of what is reviewed does not have, or a level that there is not. */
export class PeerFieldUnknown extends DomainError {
  readonly code = 'peer-field-unknown';
}
