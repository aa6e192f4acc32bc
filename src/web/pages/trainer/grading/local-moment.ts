/**
 * The moment at which clocks in a time zone show a day and time (`2026-11-25T08:00`). Where clocks are put forward and skip
 * it, the moment as long after the change; where they show it twice, the first.
 */
export function momentIn(timeZone: string, dayAndTime: string): Date {
  const wanted = Date.parse(`${dayAndTime.slice(0, 16)}:00Z`);
  const candidates = [dayMs, -dayMs]
    .map((step) => wanted - offsetAt(timeZone, wanted - step))
    .sort((a, b) => a - b);
  const exact = candidates.find((at) => at + offsetAt(timeZone, at) === wanted);
  return new Date(exact ?? candidates.at(-1) ?? wanted);
}

const dayMs = 86_400_000;

/** How far clocks of the zone are ahead of UTC at a moment, in ms. */
function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '00';
  const shown = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(shown) - Math.floor(at / 1000) * 1000;
}
