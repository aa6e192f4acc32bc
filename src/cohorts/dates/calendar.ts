/** A day of the calendar, `YYYY-MM-DD`, whatever the time zone. */
export type CalendarDay = string;

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;
/** Clocks differ from UTC by 14 hours at most, and are changed by a few at most. */
const widestMs = 18 * 3_600_000;
const secondMs = 1_000;

/** Whether it is written as a day and there is such a day, from 2000 on. */
export function isCalendarDay(text: string): text is CalendarDay {
  const [, year = ''] = form.exec(text) ?? [];
  return year >= '2000' && year <= '2199' && dayOf(new Date(utcMidnight(text))) === text;
}

/** The day so many days later; earlier where it is negative. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayOf(new Date(utcMidnight(day) + days * dayMs));
}

/** How many days the second is after the first. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The day that it is in a time zone at this moment. */
export function dayIn(timeZone: string, at: Date): CalendarDay {
  return dayFormat(timeZone).format(at);
}

/**
 * The moment at which a day begins in a time zone: the first one with its date. That is found by looking, as in some
 * zones midnight is skipped or comes twice when clocks change.
 */
export function startOfDay(day: CalendarDay, timeZone: string): Date {
  const key = `${timeZone} ${day}`;
  const known = starts.get(key);
  if (known !== undefined) return new Date(known);
  const found = findStart(day, dayFormat(timeZone));
  if (starts.size >= mostKnown) starts.clear();
  starts.set(key, found);
  return new Date(found);
}

/** The last second of a day in a time zone: 23:59:59. */
export function endOfDay(day: CalendarDay, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - secondMs);
}

const starts = new Map<string, number>();
const mostKnown = 20_000;

function findStart(day: CalendarDay, format: Intl.DateTimeFormat): number {
  let before = utcMidnight(day) - widestMs;
  let reached = utcMidnight(day) + widestMs;
  while (reached - before > secondMs) {
    const middle = before + Math.floor((reached - before) / (2 * secondMs)) * secondMs;
    if (format.format(middle) < day) before = middle;
    else reached = middle;
  }
  return reached;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish dates are written as ISO 8601 writes them. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

function dayOf(at: Date): CalendarDay {
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
}

function utcMidnight(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}
