import { plainDays, type ActivityRule, type CohortDates, type DayRule } from '../../../../cohorts/index.ts';
import type { Curriculum } from '../../../../curriculum/index.ts';
import { formatActivityRef, type ActivityRef } from '../../../../shared/index.ts';
import { dayText } from '../../learner/dates/activity-dates.ts';
import type { Translate } from '../../../texts.ts';

/** One quiz or task that can have dates. */
export interface Datable {
  readonly ref: ActivityRef;
  readonly key: string;
  readonly kindText: string;
  readonly title: string;
  /** With its module, to be understood on its own. */
  readonly fullTitle: string;
}

/** Every quiz and task by module, in the order of the path. */
export function listDatables(
  { modules }: Curriculum,
  t: Translate,
): readonly { readonly title: string; readonly items: readonly Datable[] }[] {
  return modules.flatMap(({ number, title, quiz, task }) => {
    const item = (kind: 'quiz' | 'task', own: { readonly id: string; readonly title: string }): Datable => {
      const ref = { kind, id: own.id } as const;
      const kindText = t(`learning:kind.${kind}`);
      const fullTitle = t('dates:fullTitle', { number, kind: kindText, title: own.title });
      return { ref, key: formatActivityRef(ref), kindText, title: own.title, fullTitle };
    };
    const items = [...(quiz ? [item('quiz', quiz)] : []), ...(task ? [item('task', task)] : [])];
    const heading = t('learning:module.numberAndTitle', { number, title });
    return items.length > 0 ? [{ title: heading, items }] : [];
  });
}

/** The titles of all quizzes and tasks by formatted ref. */
export function datableTitles(curriculum: Curriculum, t: Translate): ReadonlyMap<string, string> {
  return new Map(
    listDatables(curriculum, t).flatMap(({ items }) =>
      items.map(({ key, fullTitle }) => [key, fullTitle] as const),
    ),
  );
}

/** A date as the trainer set it: the day in words and, where it is counted, which day of the cohort. */
export interface DayModel {
  readonly text: string;
  readonly counted: string | null;
}

export interface DaysModel {
  readonly opens: DayModel | null;
  readonly due: DayModel | null;
  readonly last: DayModel | null;
}

export function daysModel(
  dates: Pick<CohortDates, 'dayOne'>,
  rule: ActivityRule | undefined,
  { t, language }: { readonly t: Translate; readonly language: string },
): DaysModel {
  const days = plainDays(dates, rule);
  const model = (one: DayRule | null | undefined, day: string | null): DayModel | null => {
    if (!one) return null;
    const counted = one.kind === 'day' ? t('dates:dayNumber', { day: one.day }) : null;
    return { text: day === null ? '' : dayText(day, language), counted };
  };
  return {
    opens: model(rule?.opens, days.opens),
    due: model(rule?.due, days.due),
    last: model(rule?.last, days.last),
  };
}
