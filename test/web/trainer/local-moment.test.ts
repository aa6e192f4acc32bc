import fc from 'fast-check';
import { momentIn } from '../../../src/web/pages/trainer/grading/local-moment.ts';

const zones = [
  'Europe/Ljubljana',
  'Europe/Lisbon',
  'Europe/Dublin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'UTC',
];

/** Day and time as clocks of the zone show them. */
function shownIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(at).replace(' ', 'T');
}

describe('a day and time of a time zone', () => {
  it('is the moment at which its clocks show it', () => {
    expect(momentIn('Europe/Ljubljana', '2026-11-25T08:00').toISOString()).toBe('2026-11-25T07:00:00.000Z');
    expect(momentIn('Europe/Ljubljana', '2026-06-25T08:00').toISOString()).toBe('2026-06-25T06:00:00.000Z');
  });

  it('that clocks skip is the moment as long after the change', () => {
    expect(momentIn('Europe/Ljubljana', '2026-03-29T02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('that clocks show twice is the first', () => {
    expect(momentIn('Europe/Ljubljana', '2026-10-25T02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('comes back from any moment', () => {
    const moments = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (zone, moment) => {
        const shown = shownIn(zone, moment);
        expect(shownIn(zone, momentIn(zone, shown))).toBe(shown);
      }),
    );
  });
});
