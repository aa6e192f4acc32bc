import type { Response } from 'express';
import type { ActivityRule, CohortDates, DayRule } from '../../../../cohorts/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { NotFound } from '../../../errors/web-errors.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { datableTitles } from './date-rows.ts';
import type { ProblemModel } from './problems-model.ts';

interface Edited {
  readonly dates: CohortDates;
  /** A formatted ref. */
  readonly key: string;
  /** What was typed and could not be taken. */
  readonly typed?: ActivityRule;
  readonly problems?: readonly ProblemModel[];
}

/** The form for the dates of one quiz or task. */
export function showEditDates(deps: WebDeps, res: Response, edited: Edited): void {
  const { where } = viewerOf(res);
  const { t } = contextOf(res);
  const curriculum = deps.curriculum();
  const title = datableTitles(curriculum, t).get(edited.key);
  if (title === undefined) throw new NotFound();
  const { dates, key, typed, problems = [] } = edited;
  const rule = typed ?? dates.activities[key];
  deps.page(res, {
    view: 'trainer/dates-edit',
    title: t('dates:edit.title', { title }),
    status: problems.length > 0 ? 422 : 200,
    model: {
      ...{ title, key, problems },
      contentLanguage: curriculum.language,
      action: paths.cohortDates.to(where),
      seen: dates.revision,
      hasDayOne: dates.dayOne !== null,
      parts: partModels(rule, t),
    },
    scripts: ['dates.js'],
  });
}

export interface PartModel {
  readonly name: keyof ActivityRule;
  readonly label: string;
  readonly hint: string;
  readonly isNone: boolean;
  readonly isDate: boolean;
  readonly isDay: boolean;
  readonly date: string;
  readonly day: string;
}

export function partModels(rule: ActivityRule | undefined, t: Translate): PartModel[] {
  return (['opens', 'due', 'last'] as const).map((name) => ({
    name,
    label: t(`dates:${name}`),
    hint: t(`dates:edit.hint.${name}`),
    ...fieldsOf(rule?.[name] ?? null),
  }));
}

function fieldsOf(rule: DayRule | null): Pick<PartModel, 'isNone' | 'isDate' | 'isDay' | 'date' | 'day'> {
  return {
    isNone: rule === null,
    isDate: rule?.kind === 'date',
    isDay: rule?.kind === 'day',
    date: rule?.kind === 'date' ? rule.date : '',
    day: rule?.kind === 'day' && !Number.isNaN(rule.day) ? String(rule.day) : '',
  };
}
