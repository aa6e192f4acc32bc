import { dateLanguage } from './date-language.ts';

/** Formatters by language, each made once: making one takes as long as filling in a whole template. */
export const percentFormat = perLanguage((language) => new Intl.NumberFormat(language, { style: 'percent' }));
export const oneDecimalFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }),
);
export const twoDecimalFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
export const listFormat = perLanguage((language) => new Intl.ListFormat(language));
export const momentFormat = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(dateLanguage(language), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    }),
);
/** Of a calendar day, given as its midnight in UTC. */
export const dayFormat = perLanguage(
  (language) => new Intl.DateTimeFormat(dateLanguage(language), { dateStyle: 'long', timeZone: 'UTC' }),
);
export const timeFormat = perLanguage(
  (language) => new Intl.DateTimeFormat(dateLanguage(language), { timeStyle: 'short', timeZone: 'UTC' }),
);

/** Of a calendar day with its day of the week, given as its midnight in UTC. */
export const weekdayFormat = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(dateLanguage(language), {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
    }),
);

const zoned = new Map<string, Intl.DateTimeFormat>();

/** Of a moment in a time zone, which it names: mails have no script that could tell the reader's. */
export function zonedFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const format =
    zoned.get(key) ??
    new Intl.DateTimeFormat(dateLanguage(language), {
      ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone },
    });
  zoned.set(key, format);
  return format;
}

/** Languages are those of the interface: two. */
function perLanguage<Format>(make: (language: string) => Format): (language: string) => Format {
  const made = new Map<string, Format>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
