import type { RequestHandler } from 'express';
import { dayIn, type PersonalDates } from '../../../../cohorts/index.ts';
import type { Curriculum, Module } from '../../../../curriculum/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { activityDatesModel, dayText, type ActivityDatesModel } from './activity-dates.ts';

/** Every quiz and task with its dates, as a list to print: a trainee's own, or those that hold for everybody. */
export function showDates(deps: WebDeps): RequestHandler {
  return async (_req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const { id, cohortId } = viewer.enrolment;
    const isOwn = viewer.may('hand-in');
    const dates = await deps.schedule.datesFor(cohortId, isOwn ? id : null);
    const model = viewModel({
      ...{ dates, isOwn, t, language },
      curriculum: deps.curriculum(),
      cohortTitle: viewer.cohort.title,
      setUpHref: viewer.may('manage') ? paths.cohortDates.to(viewer.where) : null,
      where: viewer.where,
      now: deps.clock(),
    });
    deps.page(res, { view: 'learner/dates', title: t('dates:title'), model, scripts: ['print.js'] });
  };
}

export interface DatesInput {
  readonly dates: PersonalDates;
  readonly isOwn: boolean;
  readonly curriculum: Curriculum;
  readonly cohortTitle: string;
  /** Where a trainer sets the dates. */
  readonly setUpHref: string | null;
  readonly where: Where;
  readonly now: Date;
  readonly t: Translate;
  readonly language: string;
}

export interface DatesModel {
  readonly isOwn: boolean;
  readonly hasDates: boolean;
  readonly cohortTitle: string;
  readonly contentLanguage: string;
  readonly zoneText: string;
  readonly asOf: string;
  readonly setUpHref: string | null;
  readonly modules: readonly {
    readonly title: string;
    readonly rows: readonly DatesRow[];
  }[];
}

interface DatesRow {
  readonly kindText: string;
  readonly title: string;
  readonly href: string;
  readonly opens: string | null;
  readonly due: string | null;
  readonly last: string | null;
  readonly isExtended: boolean;
  readonly state: ActivityDatesModel['state'];
}

export function viewModel(input: DatesInput): DatesModel {
  const { curriculum, dates, t, now, language } = input;
  return {
    isOwn: input.isOwn,
    hasDates: dates.hasDates,
    cohortTitle: input.cohortTitle,
    contentLanguage: curriculum.language,
    zoneText: t('dates:zone', { zone: dates.timeZone.replaceAll('_', ' ') }),
    asOf: t('dates:asOf', { day: dayText(dayIn(dates.timeZone, now), language) }),
    setUpHref: input.setUpHref,
    modules: curriculum.modules.flatMap((module) => {
      const rows = rowsOf(module, input);
      const title = t('learning:module.numberAndTitle', { number: module.number, title: module.title });
      return rows.length > 0 ? [{ title, rows }] : [];
    }),
  };
}

function rowsOf({ quiz, task }: Module, { dates, where, now, t, language }: DatesInput): DatesRow[] {
  const row = (ref: { readonly kind: 'quiz' | 'task'; readonly id: string }, title: string, href: string) => {
    const own = dates.of(ref);
    const { isExtended, state } = activityDatesModel(own, { timeZone: dates.timeZone, now, t, language });
    const day = (at: Date | null): string | null => at && dayText(dayIn(dates.timeZone, at), language);
    return {
      ...{ title, href, isExtended, state },
      kindText: t(`learning:kind.${ref.kind}`),
      ...{ opens: day(own.opensAt), due: day(own.dueAt), last: day(own.closesAt) },
    };
  };
  return [
    ...(quiz
      ? [row({ kind: 'quiz', id: quiz.id }, quiz.title, paths.quiz.to({ ...where, quiz: quiz.id }))]
      : []),
    ...(task
      ? [row({ kind: 'task', id: task.id }, task.title, paths.task.to({ ...where, task: task.id }))]
      : []),
  ];
}
