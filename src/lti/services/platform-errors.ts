import { DomainError } from '../../shared/index.ts';
import type { PlatformAnswer } from './ask-platform.ts';

/** The tool does not send requests to this address. */
export class AddressNotAllowed extends DomainError {
  readonly code = 'lti-address-not-allowed';
  constructor(address: string, reason: string) {
    super(`The tool may not ask ${address}: ${reason}`);
  }
}

/** No answer came: the connection was refused or broke, or the time was up. */
export class PlatformSilent extends DomainError {
  readonly code = 'lti-platform-silent';
  constructor(host: string, options?: ErrorOptions) {
    const { cause } = options ?? {};
    super(`${host} did not answer: ${cause instanceof Error ? cause.message : 'unknown'}`, { host }, options);
  }
}

/** The platform answered, but not with what was asked for. */
export class PlatformRefusal extends DomainError {
  readonly code = 'lti-platform-refusal';
  /** Private, so that no log holds the names that may stand in it. */
  readonly #answer: PlatformAnswer;
  constructor(what: string, answer: PlatformAnswer) {
    super(`The platform refused ${what} with ${answer.status}`, { status: answer.status });
    this.#answer = answer;
  }

  get answer(): PlatformAnswer {
    return this.#answer;
  }
}

export class ServicePlatformGone extends DomainError {
  readonly code = 'lti-service-platform-gone';
  constructor() {
    super('The platform is no longer registered, or switched off');
  }
}

/** Why a service of a platform gave nothing. */
export interface ServiceFailure {
  readonly kind: 'no-service' | 'platform-silent' | 'platform-refused';
  /** What the platform answered with; null if it did not. */
  readonly status: number | null;
}

/** Null for an error that has nothing to do with the platform. */
export function serviceFailureOf(error: unknown): ServiceFailure | null {
  if (error instanceof PlatformSilent) return { kind: 'platform-silent', status: null };
  if (error instanceof PlatformRefusal) return { kind: 'platform-refused', status: error.answer.status };
  const isClosed = error instanceof ServicePlatformGone || error instanceof AddressNotAllowed;
  return isClosed ? { kind: 'no-service', status: null } : null;
}
