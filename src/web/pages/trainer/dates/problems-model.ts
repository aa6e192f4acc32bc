import { lastDay, type DateProblem } from '../../../../cohorts/index.ts';
import type { Translate } from '../../../texts.ts';

/** Something to put right in a form, with the field that it is about. */
export interface ProblemModel {
  readonly text: string;
  readonly href: string;
}

interface Situation {
  /** Titles of quizzes and tasks by formatted ref. */
  readonly titles: ReadonlyMap<string, string>;
  /** Where a problem is put right. */
  readonly hrefOf: (problem: DateProblem) => string;
  readonly t: Translate;
}

/** Contradictions in words. That the first day is missing is said once, however many days are counted from it. */
export function problemModels(problems: readonly DateProblem[], situation: Situation): ProblemModel[] {
  const { titles, hrefOf, t } = situation;
  const missing = problems.find(({ code }) => code === 'day-one-missing');
  const others = problems.filter(({ code }) => code !== 'day-one-missing');
  return [
    ...(missing ? [{ text: t('dates:problem.day-one-missing'), href: hrefOf(missing) }] : []),
    ...others.map((problem) => {
      const { code, activity, part } = problem;
      const text = t(`dates:problem.${code}`, { part: t(`dates:${part}`), most: lastDay });
      const what = activity === null ? null : (titles.get(activity) ?? activity);
      return { text: what === null ? text : t('dates:problemOf', { what, text }), href: hrefOf(problem) };
    }),
  ];
}
