import { createDestinations } from '../../src/delivery/destinations.ts';

const at = (ms: number): Date => new Date(1_790_000_000_000 + ms);

describe('a destination that does not answer', () => {
  it('is left alone for a while, longer after each failure, up to a minute', () => {
    const destinations = createDestinations();
    destinations.failed('moodle', at(0), undefined);
    expect(destinations.closed(at(999))).toEqual(['moodle']);
    expect(destinations.closed(at(1000))).toEqual([]);
    for (let failure = 0; failure < 20; failure += 1) destinations.failed('moodle', at(0), undefined);
    expect(destinations.closed(at(59_999))).toEqual(['moodle']);
    expect(destinations.closed(at(60_000))).toEqual([]);
  });

  it('is left alone as long as it asked for', () => {
    const destinations = createDestinations();
    destinations.failed('moodle', at(0), 120_000);
    expect(destinations.closed(at(119_999))).toEqual(['moodle']);
    expect(destinations.closed(at(120_000))).toEqual([]);
  });

  it('is tried by one at a time until it answers, while others go on', () => {
    const destinations = createDestinations();
    destinations.failed('moodle', at(0), undefined);
    const ended = destinations.started('moodle');
    destinations.started('canvas');
    expect(destinations.closed(at(5000))).toEqual(['moodle']);
    ended();
    expect(destinations.closed(at(5000))).toEqual([]);
    destinations.started('moodle');
    destinations.succeeded('moodle');
    expect(destinations.closed(at(5000))).toEqual([]);
  });
});
