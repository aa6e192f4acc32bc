import { DomainError } from '../../shared/index.ts';

export class MessageMissing extends DomainError {
  readonly code = 'message-missing';
}

/** Details: `longest`, in characters. */
export class MessageTooLong extends DomainError {
  readonly code = 'message-too-long';
}

/** Once for each version. */
export class SecondLookTaken extends DomainError {
  readonly code = 'second-look-taken';
}

/** No grade of this version was released. */
export class SecondLookNotOpen extends DomainError {
  readonly code = 'second-look-not-open';
}
