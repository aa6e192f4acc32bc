import type { RequestHandler } from 'express';
import type { CohortDates } from '../../../../cohorts/index.ts';
import type { Curriculum } from '../../../../curriculum/index.ts';
import { datesQuery } from '../../../forms/dates-forms.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { datableTitles, daysModel, listDatables, type DaysModel } from './date-rows.ts';
import { showEditDates } from './edit-dates.ts';
import { frameModel, type FrameModel } from './frame-model.ts';
import { patternFields, type PatternFields } from './pattern-dates.ts';
import type { ProblemModel } from './problems-model.ts';

/** The dates of a cohort: every quiz and task, and what they rest on. `?edit=` opens the form of one of them. */
export function showCohortDates(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { edit, saved } = datesQuery.parse(req.query);
    const dates = await deps.schedule.getDates(where.cohort);
    if (edit === undefined) renderDates(deps, res, { dates, saved: saved ?? null });
    else showEditDates(deps, res, { dates, key: edit });
  };
}

interface ShownDates {
  readonly dates: CohortDates;
  readonly saved: string | null;
  readonly problems?: readonly ProblemModel[];
  /** What was typed and could not be taken. */
  readonly frame?: FrameModel['typed'];
  readonly pattern?: PatternFields;
}

export function renderDates(deps: WebDeps, res: Parameters<RequestHandler>[1], shown: ShownDates): void {
  const { where } = viewerOf(res);
  const { t, language } = contextOf(res);
  const curriculum = deps.curriculum();
  deps.page(res, {
    view: 'trainer/dates',
    title: t('dates:trainer.title'),
    status: shown.problems ? 422 : 200,
    model: viewModel({ ...shown, curriculum, where, t, language }),
    scripts: ['dates.js'],
  });
}

export interface CohortDatesInput extends ShownDates {
  readonly curriculum: Curriculum;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface CohortDatesModel {
  readonly notice: string | null;
  readonly problems: readonly ProblemModel[];
  readonly action: string;
  readonly seen: number;
  readonly contentLanguage: string;
  readonly frame: FrameModel;
  readonly hasDates: boolean;
  readonly modules: readonly {
    readonly title: string;
    readonly rows: readonly (DaysModel & {
      readonly kindText: string;
      readonly title: string;
      readonly fullTitle: string;
      readonly editHref: string;
      readonly none: boolean;
    })[];
  }[];
  readonly pattern: PatternFields | null;
  readonly extensionsHref: string;
  readonly extensions: number;
  readonly listHref: string;
  readonly changes: readonly { readonly text: string; readonly name: string | null; readonly at: Date }[];
}

export function viewModel(input: CohortDatesInput): CohortDatesModel {
  const { dates, curriculum, where, t, language } = input;
  const action = paths.cohortDates.to(where);
  const modules = listDatables(curriculum, t).map(({ title, items }) => ({
    title,
    rows: items.map((item) => {
      const days = daysModel(dates, dates.activities[item.key], { t, language });
      const none = days.opens === null && days.due === null && days.last === null;
      return { ...item, ...days, none, editHref: `${action}?edit=${encodeURIComponent(item.key)}` };
    }),
  }));
  return {
    notice: input.saved && t(`dates:saved.${input.saved}`),
    problems: input.problems ?? [],
    action,
    seen: dates.revision,
    contentLanguage: curriculum.language,
    frame: frameModel(dates, { typed: input.frame, t, language }),
    hasDates: modules.some(({ rows }) => rows.some(({ none }) => !none)),
    modules,
    pattern: dates.dayOne === null ? null : (input.pattern ?? patternFields),
    extensionsHref: paths.extensions.to(where),
    extensions: dates.extensions.filter(({ revoked }) => revoked === null).length,
    listHref: paths.dates.to(where),
    changes: changesModel(input),
  };
}

/** Who changed what, the latest first. */
function changesModel({ dates, curriculum, t }: CohortDatesInput): CohortDatesModel['changes'] {
  const titles = datableTitles(curriculum, t);
  return dates.changes.toReversed().map(({ kind, activity, by, at }) => {
    const what = activity === null ? null : (titles.get(activity) ?? activity);
    const text = t(`dates:change.${kind}`);
    return { text: what === null ? text : t('dates:changeOf', { text, what }), name: by.name, at };
  });
}
