import type { Clock } from '../../src/shared/index.ts';

/** A clock that runs, and that a test puts forward. */
export interface TestClock {
  readonly now: Clock;
  advance(milliseconds: number): void;
}

export function testClock(): TestClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => void (ahead += milliseconds),
  };
}
