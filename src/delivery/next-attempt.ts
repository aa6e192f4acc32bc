const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 2 * 60 * 60_000;
const SHORTEST_DELAY_MS = 500;
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60_000;

interface Failure {
  /** Failed attempts so far, this one included: 1 or more. */
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  readonly now: Date;
  /** What the platform asked for, in ms. */
  readonly retryAfterMs: number | undefined;
  /** 0–1. */
  readonly random: number;
}

/**
 * When to try again after a failure that may pass: exponential back-off with full jitter, never sooner than the
 * platform asked (up to a day). Null after three days: then a person has to look.
 */
export function nextAttempt(failure: Failure): Date | null {
  const { attempts, firstAttemptAt, now, retryAfterMs = 0, random } = failure;
  if (now.getTime() - firstAttemptAt.getTime() >= GIVE_UP_AFTER_MS) return null;
  const jittered = Math.max(SHORTEST_DELAY_MS, random * longestDelay(attempts));
  const asked = Math.min(Math.max(0, retryAfterMs), LONGEST_RETRY_AFTER_MS);
  return new Date(now.getTime() + (asked > 0 ? asked + Math.min(jittered, FIRST_DELAY_MS) : jittered));
}

/** The upper end of the delay after so many failures, in ms. */
function longestDelay(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 30));
}
