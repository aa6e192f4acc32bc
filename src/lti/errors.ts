import { DomainError } from '../shared/index.ts';

/** The request is not what LTI prescribes; `problem` says for the log what was wrong. */
export class LoginMalformed extends DomainError {
  readonly code = 'lti-login-malformed';
  constructor(problem: string) {
    super(`The login request was refused: ${problem}`);
  }
}

export class PlatformUnknown extends DomainError {
  readonly code = 'lti-platform-unknown';
  constructor(issuer: string) {
    super(`No platform is registered as ${issuer}`);
  }
}

export class ClientUnknown extends DomainError {
  readonly code = 'lti-client-unknown';
  constructor(issuer: string, clientId: string | null) {
    super(`${issuer} is registered, but not with the client id ${clientId ?? '(none given, several known)'}`);
  }
}

export class PlatformSwitchedOff extends DomainError {
  readonly code = 'lti-platform-off';
  constructor(issuer: string) {
    super(`The platform ${issuer} is switched off`);
  }
}

/** `target_link_uri` leads somewhere else than to this tool. */
export class TargetElsewhere extends DomainError {
  readonly code = 'lti-target-elsewhere';
  constructor(target: string) {
    super(`The target link leads elsewhere: ${target}`);
  }
}

export class LaunchMalformed extends DomainError {
  readonly code = 'lti-launch-malformed';
  constructor(problem: string, options?: ErrorOptions) {
    super(`The launch was refused: ${problem}`, {}, options);
  }
}

/** The token is not proven to come from the platform, for this tool and this launch, now. */
export class TokenRefused extends DomainError {
  readonly code = 'lti-token-refused';
  constructor(reason: string, options?: ErrorOptions) {
    super(`The id_token was refused: ${reason}`, {}, options);
  }
}

/** The platform's public keys could not be fetched, so nothing can be said of its token. */
export class PlatformKeysUnreachable extends DomainError {
  readonly code = 'lti-keys-unreachable';
  constructor(url: string, options?: ErrorOptions) {
    super(`The platform's keys could not be read from ${url}`, {}, options);
  }
}

/** No login of the last ten minutes began with this state. */
export class LaunchExpired extends DomainError {
  readonly code = 'lti-launch-expired';
  constructor() {
    super('The launch belongs to no living login');
  }
}

export class DeploymentUnknown extends DomainError {
  readonly code = 'lti-deployment-unknown';
  constructor(deploymentId: string) {
    super(`The deployment ${deploymentId} waits for an administrator's approval`, {
      deployment: deploymentId,
    });
  }
}

/** The platform answered the login with an error of its own. */
export class PlatformRefused extends DomainError {
  readonly code = 'lti-platform-refused';
  constructor(error: string, description: string) {
    super(`The platform refused the login: ${error} ${description}`);
  }
}

export class PickNotAllowed extends DomainError {
  readonly code = 'lti-pick-not-allowed';
  constructor() {
    super('Only trainers choose what a link opens');
  }
}

export class ReviewNotAllowed extends DomainError {
  readonly code = 'lti-review-not-allowed';
  constructor() {
    super("Trainees review only their own work, and trainers their own course's");
  }
}

/** The invite is unknown, used or expired; which of them is nobody's business but the administrator's. */
export class InviteNotValid extends DomainError {
  readonly code = 'lti-invite-not-valid';
  constructor() {
    super('The invite is unknown, used or expired');
  }
}

export class TooManyTries extends DomainError {
  readonly code = 'lti-too-many-tries';
  constructor() {
    super('Too many tries from this address');
  }
}

/** A command named a platform or deployment that is not known. */
export class NoSuchPlatform extends DomainError {
  readonly code = 'lti-no-such-platform';
  constructor(name: string) {
    super(`There is no platform ${name}`, { name });
  }
}
