/** Where platforms differ from what LTI prescribes. The default does as the specification says. */
export interface Quirks {
  /** Whether an address belongs to the platform, beside those on its issuer's and authorization endpoint's origin. */
  readonly isOwnOrigin: (origin: string) => boolean;
  /** What an administrator has to do after a registration: keys of the `registration.next` texts. */
  readonly stepsAfterRegistration: readonly string[];
}

export const noQuirks: Quirks = {
  isOwnOrigin: () => false,
  stepsAfterRegistration: ['activate'],
};
