import fc from 'fast-check';
import { nextAttempt } from '../../src/delivery/next-attempt.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date('2026-11-22T10:00:00Z');

const failures = fc.record({
  attempts: fc.integer({ min: 1, max: 10_000 }),
  ageMs: fc.integer({ min: 0, max: 5 * DAY }),
  retryAfterMs: fc.option(fc.integer({ min: -1000, max: 30 * DAY }), { nil: undefined }),
  random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

function delayOf(failure: {
  attempts?: number;
  ageMs?: number;
  retryAfterMs?: number | undefined;
  random?: number;
}): number | null {
  const { attempts = 1, ageMs = 0, retryAfterMs, random = 0.5 } = failure;
  const next = nextAttempt({
    attempts,
    firstAttemptAt: new Date(now.getTime() - ageMs),
    now,
    retryAfterMs,
    random,
  });
  return next && next.getTime() - now.getTime();
}

describe('when to try again', () => {
  it('is always later, and within two hours unless the platform asked for more', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const delay = delayOf({ ...failure, retryAfterMs: undefined });
        fc.pre(delay !== null);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(2 * HOUR);
      }),
    );
  });

  it('is never sooner than the platform asked, up to a day', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const delay = delayOf(failure);
        fc.pre(delay !== null);
        expect(delay).toBeGreaterThanOrEqual(Math.min(failure.retryAfterMs ?? 0, DAY));
        expect(delay).toBeLessThanOrEqual(DAY + 2 * HOUR);
      }),
    );
  });

  it('grows with the failures, spread over the whole range', () => {
    expect(delayOf({ attempts: 1, random: 0.999 })).toBeCloseTo(1_998, 0);
    expect(delayOf({ attempts: 5, random: 0.5 })).toBe(16_000);
    expect(delayOf({ attempts: 5, random: 0 })).toBe(500);
    expect(delayOf({ attempts: 40, random: 0.5 })).toBe(HOUR);
  });

  it('is given up after three days, not before', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        expect(delayOf(failure) === null).toBe(failure.ageMs >= 3 * DAY);
      }),
    );
  });
});
