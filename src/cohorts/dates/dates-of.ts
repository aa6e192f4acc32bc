import { formatActivityRef, type ActivityRef, type EnrolmentId } from '../../shared/index.ts';
import type { ActivityDates, PersonalDates } from '../schedule.ts';
import { addDays, endOfDay, startOfDay, type CalendarDay } from './calendar.ts';
import { noRule, type ActivityRule, type CohortDates, type DayRule, type Extension } from './model.ts';

/** The dates of one activity as days of the cohort's calendar. */
interface ActivityDays {
  readonly opens: CalendarDay | null;
  readonly due: CalendarDay | null;
  readonly last: CalendarDay | null;
}

/** The dates that hold for one person, or (null) for everybody who has no extension of their own. */
export function datesOf(dates: CohortDates, enrolmentId: EnrolmentId | null): PersonalDates {
  const { timeZone } = dates;
  const known = new Map<string, ActivityDates>();
  return {
    timeZone,
    hasDates: Object.values(dates.activities).some(isAny),
    of(ref) {
      const key = formatActivityRef(ref);
      const found = known.get(key) ?? activityDates(dates, ref, enrolmentId);
      known.set(key, found);
      return found;
    },
  };
}

/** The days of one activity, as they are set and as they hold with extensions. */
function daysOf(
  dates: CohortDates,
  ref: ActivityRef,
  enrolmentId: EnrolmentId | null,
): { readonly set: ActivityDays; readonly holding: ActivityDays } {
  const key = formatActivityRef(ref);
  const set = plainDays(dates, Object.hasOwn(dates.activities, key) ? dates.activities[key] : undefined);
  const extensions = extensionsFor(dates, key, enrolmentId);
  return {
    set,
    holding: {
      opens: set.opens,
      due: extended(set.due, extensions),
      last: extended(set.last, extensions),
    },
  };
}

/** A rule as days of the calendar; a day that is counted has no date while the cohort has no first day. */
export function plainDays(
  { dayOne }: Pick<CohortDates, 'dayOne'>,
  rule: ActivityRule = noRule,
): ActivityDays {
  const toDay = (one: DayRule | null): CalendarDay | null => {
    if (one === null) return null;
    if (one.kind === 'date') return one.date;
    return dayOne === null ? null : addDays(dayOne, one.day - 1);
  };
  return { opens: toDay(rule.opens), due: toDay(rule.due), last: toDay(rule.last) };
}

function activityDates(dates: CohortDates, ref: ActivityRef, enrolmentId: EnrolmentId | null): ActivityDates {
  const { set, holding } = daysOf(dates, ref, enrolmentId);
  const { timeZone, lateRule } = dates;
  const ends = lateRule === 'until-last';
  return {
    opensAt: holding.opens === null ? null : startOfDay(holding.opens, timeZone),
    dueAt: holding.due === null ? null : endOfDay(holding.due, timeZone),
    closesAt: holding.last === null || !ends ? null : endOfDay(holding.last, timeZone),
    isExtended: holding.due !== set.due || (ends && holding.last !== set.last),
  };
}

function extensionsFor(
  { extensions }: CohortDates,
  key: string,
  enrolmentId: EnrolmentId | null,
): Extension[] {
  return extensions.filter(
    ({ revoked, activities, enrolmentIds }) =>
      revoked === null &&
      (activities === null || activities.includes(key)) &&
      (enrolmentIds === null || (enrolmentId !== null && enrolmentIds.includes(enrolmentId))),
  );
}

function extended(day: CalendarDay | null, extensions: readonly Extension[]): CalendarDay | null {
  if (day === null) return null;
  const more = extensions.reduce((sum, { extra }) => sum + (extra.kind === 'days' ? extra.days : 0), 0);
  return extensions.reduce(
    (latest, { extra }) => (extra.kind === 'until' && extra.date > latest ? extra.date : latest),
    addDays(day, more),
  );
}

function isAny({ opens, due, last }: ActivityRule): boolean {
  return opens !== null || due !== null || last !== null;
}
