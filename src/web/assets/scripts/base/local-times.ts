import { dateLanguage } from '../../../date-language.ts';

/** Rewrites every time on the page into the reader's own time zone. */
export function localizeTimes(root: ParentNode = document): void {
  const language = dateLanguage(document.documentElement.lang);
  const formats = {
    time: new Intl.DateTimeFormat(language, { timeStyle: 'short' }),
    moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
  };
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const format = element.dataset['local'] === 'time' ? formats.time : formats.moment;
    element.textContent = format.format(new Date(element.dateTime));
  }
}
