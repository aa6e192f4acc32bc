import fc from 'fast-check';
import { stampFor } from '../../src/delivery/stamp.ts';

const at = (ms: number): Date => new Date(1_790_000_000_000 + ms);

describe('the time that a platform is told', () => {
  it('is that of the event', () => {
    expect(stampFor({ eventAt: at(0), version: 1, lastStamp: null })).toEqual(at(0));
    expect(stampFor({ eventAt: at(5000), version: 2, lastStamp: { at: at(0), version: 1 } })).toEqual(
      at(5000),
    );
  });

  it('is raised to a second after the last one', () => {
    expect(stampFor({ eventAt: at(400), version: 2, lastStamp: { at: at(0), version: 1 } })).toEqual(
      at(1000),
    );
    expect(stampFor({ eventAt: at(-9000), version: 2, lastStamp: { at: at(0), version: 1 } })).toEqual(
      at(1000),
    );
  });

  it('stays the same when the same is sent again', () => {
    expect(stampFor({ eventAt: at(0), version: 3, lastStamp: { at: at(7000), version: 3 } })).toEqual(
      at(7000),
    );
  });

  it('rises by a whole second at least from version to version', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 2 }), (events) => {
        let lastStamp: { at: Date; version: number } | null = null;
        events.forEach((event, version) => {
          const stamp = stampFor({ eventAt: at(event), version, lastStamp });
          if (lastStamp) expect(stamp.getTime() - lastStamp.at.getTime()).toBeGreaterThanOrEqual(1000);
          lastStamp = { at: stamp, version };
        });
      }),
    );
  });
});
