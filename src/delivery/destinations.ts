const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/** Which destinations this process leaves alone for now. */
export interface Destinations {
  /** One sending begins; call what is returned when it has ended. */
  started(destination: string): () => void;
  succeeded(destination: string): void;
  failed(destination: string, now: Date, retryAfterMs: number | undefined): void;
  closed(now: Date): string[];
}

/**
 * Keeps a destination that does not answer from using up the time of the others: after a failure there is a pause, and
 * then one sending at a time until one succeeds. `mostAtOnce`: how many sendings a destination may have under way.
 */
export function createDestinations(mostAtOnce: Readonly<Record<string, number>> = {}): Destinations {
  const sending = new Map<string, number>();
  const failing = new Map<string, { failures: number; pausedUntil: Date }>();
  return {
    started(destination) {
      sending.set(destination, (sending.get(destination) ?? 0) + 1);
      return () => sending.set(destination, (sending.get(destination) ?? 1) - 1);
    },
    succeeded(destination) {
      failing.delete(destination);
    },
    failed(destination, now, retryAfterMs = 0) {
      const failures = (failing.get(destination)?.failures ?? 0) + 1;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
      const asked = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
      failing.set(destination, { failures, pausedUntil: new Date(now.getTime() + Math.max(pause, asked)) });
    },
    closed(now) {
      const isResting = ([name, { pausedUntil }]: [string, { pausedUntil: Date }]): boolean =>
        pausedUntil > now || (sending.get(name) ?? 0) > 0;
      const resting = [...failing].filter(isResting).map(([name]) => name);
      const full = Object.keys(mostAtOnce).filter(
        (name) => (sending.get(name) ?? 0) >= (mostAtOnce[name] ?? 0),
      );
      return [...new Set([...resting, ...full])];
    },
  };
}
