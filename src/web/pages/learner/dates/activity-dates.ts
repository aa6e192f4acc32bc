import { dayIn, type ActivityDates, type CalendarDay } from '../../../../cohorts/index.ts';
import { weekdayFormat } from '../../../formats.ts';
import type { Translate } from '../../../texts.ts';

/** The dates of one quiz or task in words, as they hold for whoever reads them. */
export interface ActivityDatesModel {
  /** Whether there is any date. */
  readonly has: boolean;
  /** Each date with its name: open from, due, last date. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** The one that matters now, for a line of a list; null where there is none. */
  readonly shortText: string | null;
  /** What it means now: not open yet, late, closed; null while there is nothing to say. */
  readonly noteText: string | null;
  /** ahead: not open yet. late: past its due date. closed: nothing is taken any more. */
  readonly state: 'ahead' | 'open' | 'late' | 'closed';
  readonly isExtended: boolean;
  /** Whose clock the times are of. */
  readonly zoneText: string;
}

interface Situation {
  readonly timeZone: string;
  readonly now: Date;
  readonly t: Translate;
  readonly language: string;
}

export function activityDatesModel(dates: ActivityDates, situation: Situation): ActivityDatesModel {
  const { timeZone, now, t, language } = situation;
  const { opensAt, dueAt, closesAt, isExtended } = dates;
  const day = (at: Date): string => dayText(dayIn(timeZone, at), language);
  const end = (at: Date): string => t('dates:endOf', { day: day(at) });
  const state = stateOf(dates, now);
  return {
    has: opensAt !== null || dueAt !== null || closesAt !== null,
    facts: [
      ...(opensAt ? [{ name: t('dates:opens'), value: day(opensAt) }] : []),
      ...(dueAt ? [{ name: t('dates:due'), value: end(dueAt) }] : []),
      ...(closesAt ? [{ name: t('dates:last'), value: end(closesAt) }] : []),
    ],
    shortText: shortText(dates, { state, day, t }),
    noteText: state === 'open' ? null : t(`dates:note.${state}`),
    state,
    isExtended,
    zoneText: t('dates:zone', { zone: timeZone.replaceAll('_', ' ') }),
  };
}

/** A calendar day in words: Mon, 7 Sept 2026. */
export function dayText(day: CalendarDay, language: string): string {
  return weekdayFormat(language).format(new Date(`${day}T00:00:00Z`));
}

function stateOf({ opensAt, dueAt, closesAt }: ActivityDates, now: Date): ActivityDatesModel['state'] {
  if (opensAt !== null && now < opensAt) return 'ahead';
  if (closesAt !== null && now > closesAt) return 'closed';
  return dueAt !== null && now > dueAt ? 'late' : 'open';
}

interface Short {
  readonly state: ActivityDatesModel['state'];
  readonly day: (at: Date) => string;
  readonly t: Translate;
}

function shortText({ opensAt, dueAt, closesAt }: ActivityDates, { state, day, t }: Short): string | null {
  if (state === 'ahead' && opensAt) return t('dates:short.opens', { day: day(opensAt) });
  if (state === 'closed' && closesAt) return t('dates:short.closed', { day: day(closesAt) });
  if (dueAt) return t(state === 'late' ? 'dates:short.late' : 'dates:short.due', { day: day(dueAt) });
  return closesAt && t('dates:short.last', { day: day(closesAt) });
}
