import fc from 'fast-check';
import {
  addDays,
  dayIn,
  daysBetween,
  endOfDay,
  isCalendarDay,
  startOfDay,
} from '../../src/cohorts/dates/calendar.ts';

const zones = [
  ...['UTC', 'Europe/Ljubljana', 'Europe/Lisbon', 'America/St_Johns', 'America/Santiago'],
  ...['Africa/Cairo', 'Asia/Kathmandu', 'Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Kiritimati'],
  ...['Pacific/Pago_Pago', 'America/Asuncion', 'Atlantic/Azores', 'Africa/Casablanca'],
];
const aZone = fc.constantFrom(...zones);
const aDay = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2040, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

function clockIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

describe('a day of the calendar', () => {
  it('ends at 23:59:59 of the clock in its zone, also when clocks change', () => {
    fc.assert(
      fc.property(aDay, aZone, (day, zone) => {
        expect(clockIn(zone, endOfDay(day, zone))).toBe(`${day} 23:59:59`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('begins at its first moment: a second earlier it is the day before', () => {
    fc.assert(
      fc.property(aDay, aZone, (day, zone) => {
        const start = startOfDay(day, zone);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1_000))).toBe(addDays(day, -1));
      }),
      { numRuns: 2_000 },
    );
  });

  it('begins a second after the one before has ended', () => {
    fc.assert(
      fc.property(aDay, aZone, (day, zone) => {
        expect(startOfDay(addDays(day, 1), zone).getTime() - endOfDay(day, zone).getTime()).toBe(1_000);
      }),
    );
  });

  it('is so many days after another as were added', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -2_000, max: 2_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('begins at one in the morning where midnight is skipped', () => {
    expect(startOfDay('2026-09-06', 'America/Santiago').toISOString()).toBe('2026-09-06T04:00:00.000Z');
    expect(clockIn('America/Santiago', startOfDay('2026-09-06', 'America/Santiago'))).toBe(
      '2026-09-06 01:00:00',
    );
  });

  it('has 23 and 25 hours when clocks change in Europe', () => {
    const hours = (day: string): number =>
      (startOfDay(addDays(day, 1), 'Europe/Ljubljana').getTime() -
        startOfDay(day, 'Europe/Ljubljana').getTime()) /
      3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-30')]).toEqual([23, 25, 24]);
  });

  it.each(['', '2026-02-30', '2026-13-01', '26-01-01', '1999-12-31', '2026-1-1', '2026-01-01T00:00', 'x'])(
    'is not %s',
    (text) => expect(isCalendarDay(text)).toBe(false),
  );
});
