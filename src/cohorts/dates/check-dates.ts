import { plainDays } from './dates-of.ts';
import { isCalendarDay, isTimeZone } from './calendar.ts';
import type { ActivityRule, CohortDates, DayRule } from './model.ts';

/** What is wrong with the dates of one activity, or (null) with the cohort's frame. */
export interface DateProblem {
  readonly code:
    | 'zone-unknown'
    | 'day-one-wrong'
    | 'day-one-missing'
    | 'date-wrong'
    | 'day-out-of-range'
    | 'due-before-opens'
    | 'last-before-due'
    | 'last-before-opens';
  readonly activity: string | null;
  readonly part: keyof ActivityRule | 'timeZone' | 'dayOne';
}

/** Three years: more than any course of this curriculum takes. */
export const lastDay = 1100;

/** Everything that contradicts itself in a cohort's dates; extensions are left out, as they only add time. */
export function checkDates(
  dates: Pick<CohortDates, 'timeZone' | 'dayOne' | 'activities'>,
): readonly DateProblem[] {
  const problems = Object.entries(dates.activities).flatMap(([key, rule]) => checkRule(dates, key, rule));
  if (dates.dayOne !== null && !isCalendarDay(dates.dayOne))
    return [{ code: 'day-one-wrong', activity: null, part: 'dayOne' }];
  if (!isTimeZone(dates.timeZone)) return [{ code: 'zone-unknown', activity: null, part: 'timeZone' }];
  return problems;
}

const parts = ['opens', 'due', 'last'] as const;

function checkRule(
  dates: Pick<CohortDates, 'dayOne'>,
  activity: string,
  rule: ActivityRule,
): readonly DateProblem[] {
  const wrong = parts.flatMap((part): DateProblem[] => {
    const code = checkDay(rule[part], dates.dayOne);
    return code === null ? [] : [{ code, activity, part }];
  });
  return wrong.length > 0 ? wrong : checkOrder(dates, activity, rule);
}

function checkDay(rule: DayRule | null, dayOne: string | null): DateProblem['code'] | null {
  if (rule === null) return null;
  if (rule.kind === 'date') return isCalendarDay(rule.date) ? null : 'date-wrong';
  if (dayOne === null) return 'day-one-missing';
  return Number.isInteger(rule.day) && rule.day >= 1 && rule.day <= lastDay ? null : 'day-out-of-range';
}

function checkOrder(
  dates: Pick<CohortDates, 'dayOne'>,
  activity: string,
  rule: ActivityRule,
): readonly DateProblem[] {
  const { opens, due, last } = plainDays(dates, rule);
  const found: DateProblem[] = [];
  if (opens !== null && due !== null && due < opens)
    found.push({ code: 'due-before-opens', activity, part: 'due' });
  if (due !== null && last !== null && last < due)
    found.push({ code: 'last-before-due', activity, part: 'last' });
  if (due === null && opens !== null && last !== null && last < opens)
    found.push({ code: 'last-before-opens', activity, part: 'last' });
  return found;
}
