import { DomainError } from '../../shared/index.ts';

/** The platform's deep linking settings are missing, or do not say where the answer goes. */
export class PickSettingsUnusable extends DomainError {
  readonly code = 'lti-pick-settings';
  constructor(problem: string) {
    super(`The deep linking request was refused: ${problem}`);
  }
}

/** The picker's page was open for too long, or its form is not one that this tool made. */
export class PickExpired extends DomainError {
  readonly code = 'lti-pick-expired';
  constructor() {
    super('The form belongs to no living deep linking request');
  }
}
