import type { Response } from 'express';
import { patternDates, type CohortDates, type DatePattern } from '../../../../cohorts/index.ts';
import type { WebDeps } from '../../../deps.ts';
import type { PatternForm } from '../../../forms/dates-forms.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { daysModel, listDatables } from './date-rows.ts';
import type { ProblemModel } from './problems-model.ts';

/** A pattern as it stands in its form. */
export interface PatternFields {
  readonly weeks: string;
  readonly opensWithModule: boolean;
  readonly taskDays: string;
  readonly lastDays: string;
}

/** 26 to 30 weeks for nine modules. */
export const patternFields: PatternFields = {
  weeks: '3',
  opensWithModule: false,
  taskDays: '7',
  lastDays: '',
};

const most = { weeks: 12, days: 365 } as const;

export function fieldsOfPattern(form: PatternForm): PatternFields {
  const number = (value: number): string => (Number.isNaN(value) ? '' : String(value));
  return {
    weeks: number(form.weeks),
    opensWithModule: form.opensWithModule === 'yes',
    taskDays: number(form.taskDays),
    lastDays: form.lastDays,
  };
}

/** The pattern, or what is wrong with its numbers. */
export function readPattern(form: PatternForm, t: Translate): DatePattern | readonly ProblemModel[] {
  const lastDays = form.lastDays === '' ? null : Number(form.lastDays);
  const problems = [
    ...outOfRange('weeks', form.weeks, 1, most.weeks),
    ...outOfRange('taskDays', form.taskDays, 0, most.days),
    ...(lastDays === null ? [] : outOfRange('lastDays', lastDays, 0, most.days)),
  ].map(({ name, lowest, highest }) => ({
    text: t(`dates:pattern.problem.${name}`, { lowest, highest }),
    href: `#${name}`,
  }));
  if (problems.length > 0) return problems;
  const opensWithModule = form.opensWithModule === 'yes';
  return { weeksPerModule: form.weeks, opensWithModule, taskDays: form.taskDays, lastDays };
}

interface OutOfRange {
  readonly name: 'weeks' | 'taskDays' | 'lastDays';
  readonly lowest: number;
  readonly highest: number;
}

function outOfRange(name: OutOfRange['name'], value: number, lowest: number, highest: number): OutOfRange[] {
  return Number.isInteger(value) && value >= lowest && value <= highest ? [] : [{ name, lowest, highest }];
}

/** What a pattern would set, beside what is set now. */
export function showPatternPreview(
  deps: WebDeps,
  res: Response,
  shown: { readonly dates: CohortDates; readonly pattern: DatePattern; readonly fields: PatternFields },
): void {
  const { where } = viewerOf(res);
  const { t, language } = contextOf(res);
  const { dates, pattern, fields } = shown;
  const curriculum = deps.curriculum();
  const activities = patternDates(curriculum, pattern);
  const hadDates = Object.values(dates.activities).some(({ opens, due, last }) => opens ?? due ?? last);
  deps.page(res, {
    view: 'trainer/dates-pattern',
    title: t('dates:pattern.previewTitle'),
    model: {
      ...{ fields, hadDates },
      contentLanguage: curriculum.language,
      action: paths.cohortDates.to(where),
      seen: dates.revision,
      modules: listDatables(curriculum, t).map(({ title, items }) => ({
        title,
        rows: items.map((item) => ({
          ...item,
          ...daysModel(dates, activities[item.key], { t, language }),
          before: daysModel(dates, dates.activities[item.key], { t, language }),
        })),
      })),
    },
  });
}
