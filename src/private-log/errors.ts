import { DomainError } from '../shared/index.ts';

/** Details: `longest`, in characters. Nothing was stored; what was stored before is still there. */
export class LogNoteTooLong extends DomainError {
  readonly code = 'log-note-too-long';
}

/** Made up, changed, or of a page opened more than a month ago. */
export class LogTokenInvalid extends DomainError {
  readonly code = 'log-token-invalid';
}
