/** What can go wrong between the tool and a platform that wants to be registered. Each has its words in the texts. */
export type RegistrationProblem =
  | 'addressNotAllowed'
  | 'notReached'
  | 'noConfiguration'
  | 'otherIssuer'
  | 'otherPlatform'
  | 'refused'
  | 'noClientId';

/** The registration failed; the invite stays valid. `values` may be shown to an administrator. */
export class RegistrationFailed extends Error {
  constructor(
    readonly problem: RegistrationProblem,
    readonly values: Readonly<Record<string, string | number>>,
    options?: ErrorOptions,
  ) {
    super(`The registration failed: ${problem} ${JSON.stringify(values)}`, options);
    this.name = 'RegistrationFailed';
  }
}
