import type { Clock } from '../shared/index.ts';

const firstRestMs = 2_000;
const longestRestMs = 10 * 60_000;

/**
 * Pending entries that could not be relayed, and until when each is left alone: two seconds after the first failure, twice
 * as long after each further one, ten minutes at most. Kept in memory: after a start everything is tried at once.
 */
export interface RestingEntries {
  isResting(id: string): boolean;
  failed(id: string): void;
  relayed(id: string): void;
}

export function restingEntries(clock: Clock): RestingEntries {
  const known = new Map<string, { readonly failures: number; readonly until: number }>();
  return {
    isResting: (id) => (known.get(id)?.until ?? 0) > clock().getTime(),
    failed(id) {
      const failures = (known.get(id)?.failures ?? 0) + 1;
      const rest = Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failures - 1, 20));
      known.set(id, { failures, until: clock().getTime() + rest });
    },
    relayed: (id) => void known.delete(id),
  };
}
