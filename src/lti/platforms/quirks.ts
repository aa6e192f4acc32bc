/** Where platforms differ from what LTI prescribes. The default does as the specification says. */
export interface Quirks {
  /** Whether an address belongs to the platform, beside those on its issuer's and authorization endpoint's origin. */
  readonly isOwnOrigin: (origin: string) => boolean;
  /** The way back into the course, made from the return address of a launch; it has to lead there days later too. */
  readonly wayBack: (returnUrl: string) => string;
  /** What an administrator has to do after a registration: keys of the `registration.next` texts. */
  readonly stepsAfterRegistration: readonly string[];
}

export const noQuirks: Quirks = {
  isOwnOrigin: () => false,
  wayBack: (returnUrl) => returnUrl,
  stepsAfterRegistration: ['activate'],
};
