import { DomainError } from '../../shared/index.ts';

/** There is no such page, activity or attempt, or none that this person may know of. */
export class NotFound extends DomainError {
  readonly code = 'not-found';
  constructor() {
    super('There is nothing at this address');
  }
}

export class SessionExpired extends DomainError {
  readonly code = 'session-expired';
  constructor() {
    super('The request came without a living session');
  }
}

export class NotEnrolled extends DomainError {
  readonly code = 'not-enrolled';
  constructor() {
    super('The person of the session is not in this cohort');
  }
}

export class NotAllowed extends DomainError {
  readonly code = 'not-allowed';
  constructor(action: string) {
    super(`The role does not allow: ${action}`);
  }
}

/** A form of a page that belongs to another session, or that did not come from a page of the tool. */
export class StaleForm extends DomainError {
  readonly code = 'stale-form';
  constructor() {
    super('The form does not belong to this session');
  }
}

/** What was sent does not have the form that the page's own form gives it. */
export class MalformedRequest extends DomainError {
  readonly code = 'malformed-request';
  constructor(cause?: unknown) {
    super('The request does not have the expected form', {}, { cause });
  }
}
