import fc from 'fast-check';
import { supersedes, type Arriving, type Queued } from '../../src/delivery/supersede.ts';

const arriving = fc.record({
  eventAt: fc.integer({ min: 0, max: 5 }).map((second) => new Date(second * 1000)),
  digest: fc.constantFrom('a', 'b', 'c'),
  tentative: fc.boolean(),
});

/** What an entry holds after these arrived, in this order. */
function queue(arrivals: readonly Arriving[]): Queued | null {
  return arrivals.reduce<Queued | null>((queued, one) => {
    if (queued && !supersedes(one, queued)) return queued;
    return {
      eventAt: one.eventAt,
      digest: one.digest,
      definite: (queued?.definite ?? false) || !one.tentative,
    };
  }, null);
}

describe('which delivery an entry holds', () => {
  it('never goes back in time', () => {
    fc.assert(
      fc.property(fc.array(arriving, { minLength: 1 }), arriving, (earlier, next) => {
        const before = queue(earlier);
        const after = queue([...earlier, next]);
        fc.pre(before === null || before.definite || next.tentative);
        expect(after?.eventAt.getTime()).toBeGreaterThanOrEqual(before?.eventAt.getTime() ?? 0);
      }),
    );
  });

  it('is the newest definite one, in whatever order they arrive and however often', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(arriving, { minLength: 1, selector: ({ eventAt }) => eventAt.getTime() }),
        fc.array(fc.nat(), { minLength: 20, maxLength: 40 }),
        (deliveries, order) => {
          const definite = deliveries.filter(({ tentative }) => !tentative);
          fc.pre(definite.length > 0);
          const repeated = order.map((place) => deliveries[place % deliveries.length] as Arriving);
          const held = queue([...repeated, ...definite]);
          const newest = Math.max(...definite.map(({ eventAt }) => eventAt.getTime()));
          expect(held?.definite).toBe(true);
          expect(held?.eventAt.getTime()).toBeGreaterThanOrEqual(newest);
        },
      ),
    );
  });

  it('does not change when the same one arrives again', () => {
    fc.assert(
      fc.property(fc.array(arriving), arriving, (earlier, one) => {
        expect(queue([...earlier, one, one])).toEqual(queue([...earlier, one]));
      }),
    );
  });

  it('is never a state of progress once there was something definite', () => {
    const queued = { eventAt: new Date(0), digest: 'a', definite: true };
    const progress = { eventAt: new Date(1000), digest: 'b', tentative: true };
    expect(supersedes(progress, queued)).toBe(false);
    expect(supersedes(progress, { ...queued, definite: false })).toBe(true);
  });

  it('is the definite one even if a newer state of progress came first', () => {
    const queued = { eventAt: new Date(5000), digest: 'a', definite: false };
    expect(supersedes({ eventAt: new Date(0), digest: 'b', tentative: false }, queued)).toBe(true);
  });

  it('is the other one of the same moment, if it says something else', () => {
    const queued = { eventAt: new Date(0), digest: 'a', definite: true };
    expect(supersedes({ eventAt: new Date(0), digest: 'b', tentative: false }, queued)).toBe(true);
    expect(supersedes({ eventAt: new Date(0), digest: 'a', tentative: false }, queued)).toBe(false);
  });
});
