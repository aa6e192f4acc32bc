import { DomainError } from '../../shared/index.ts';

/** Made up, changed, or of a page opened more than a month ago. */
export class DraftTokenInvalid extends DomainError {
  readonly code = 'draft-token-invalid';
}

/** It was handed in or is settled, or this author has left. What the page shows stays with the page. */
export class DraftClosed extends DomainError {
  readonly code = 'draft-closed';
}

/** Details: `longest`, in characters. Nothing of the request was stored. */
export class DraftTooLong extends DomainError {
  readonly code = 'draft-too-long';
}

/** The task has no such field, or it is for another author to write. */
export class DraftFieldUnknown extends DomainError {
  readonly code = 'draft-field-unknown';
}

/** A value that the field cannot hold: an option that it does not offer, or rows that are none. */
export class DraftMalformed extends DomainError {
  readonly code = 'draft-malformed';
}
