import type { RequestHandler, Response } from 'express';
import {
  extendDates,
  isCalendarDay,
  mostDays,
  revokeExtension,
  type CohortDates,
  type Extension,
} from '../../../../cohorts/index.ts';
import type { Curriculum } from '../../../../curriculum/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { extensionForm, extensionQuery, type ExtensionForm } from '../../../forms/dates-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { dayText } from '../../learner/dates/activity-dates.ts';
import { actorOf } from '../actor.ts';
import { listTrainees, type Trainee } from '../person-name.ts';
import { datableTitles, listDatables } from './date-rows.ts';
import { followDates } from './follow-dates.ts';
import type { ProblemModel } from './problems-model.ts';

/** Who has more time, and a form to give it. `?person=` and `?activity=` tick somebody and something beforehand. */
export function showExtensions(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { saved, person, activity } = extensionQuery.parse(req.query);
    const typed: ExtensionForm = {
      ...blank,
      person: person === undefined ? [] : [person],
      activity: activity === undefined ? [] : [activity],
      what: activity === undefined ? 'all' : 'chosen',
    };
    await render(deps, res, { typed, problems: [], saved: saved ?? null });
  };
}

/** Gives more time, or takes it back. */
export function postExtensions(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, extensionForm);
    const cohortId = viewer.where.cohort;
    const by = actorOf(viewer);
    const here = paths.extensions.to(viewer.where);
    if (form.step === 'revoke') {
      await revokeExtension(deps, { cohortId, by, extensionId: asId(form.extension) });
      await followDates(deps, cohortId);
      res.redirect(303, `${here}?saved=revoked`);
      return;
    }
    const people = await listPeople(deps, res);
    const problems = problemsOf(form, people, contextOf(res).t);
    if (problems.length > 0) {
      await render(deps, res, { typed: form, problems, saved: null });
      return;
    }
    const chosen = new Set(form.person);
    await extendDates(deps, {
      ...{ cohortId, by, reason: form.reason },
      enrolmentIds:
        form.whom === 'everyone'
          ? null
          : people.map(({ enrolment }) => enrolment.id).filter((id) => chosen.has(id)),
      activities: form.what === 'all' ? null : form.activity,
      extra: form.kind === 'days' ? { kind: 'days', days: form.days } : { kind: 'until', date: form.date },
    });
    await followDates(deps, cohortId);
    res.redirect(303, `${here}?saved=extended`);
  };
}

const blank: ExtensionForm = {
  ...{ step: 'give', whom: 'chosen', person: [], what: 'all', activity: [] },
  ...{ kind: 'days', days: 7, date: '', reason: '' },
};

/** What is missing in the form, each with its field. */
function problemsOf(form: ExtensionForm, people: readonly Trainee[], t: Translate): ProblemModel[] {
  const ids = new Set<string>(people.map(({ enrolment }) => enrolment.id));
  const hasDays = Number.isInteger(form.days) && form.days >= 1 && form.days <= mostDays;
  const missing = [
    ...(form.whom === 'chosen' && !form.person.some((id) => ids.has(id)) ? ['whom'] : []),
    ...(form.what === 'chosen' && form.activity.length === 0 ? ['what'] : []),
    ...(form.kind === 'days' && !hasDays ? ['days'] : []),
    ...(form.kind === 'until' && !isCalendarDay(form.date) ? ['date'] : []),
    ...(form.reason === '' ? ['reason'] : []),
  ];
  return missing.map((field) => ({
    text: t(`dates:extension.problem.${field}`, { most: mostDays }),
    href: `#${field}`,
  }));
}

interface Shown {
  readonly typed: ExtensionForm;
  readonly problems: readonly ProblemModel[];
  readonly saved: string | null;
}

async function render(deps: WebDeps, res: Response, shown: Shown): Promise<void> {
  const { where } = viewerOf(res);
  const { t, language } = contextOf(res);
  const [dates, people] = await Promise.all([deps.schedule.getDates(where.cohort), listPeople(deps, res)]);
  deps.page(res, {
    view: 'trainer/extensions',
    title: t('dates:extension.title'),
    status: shown.problems.length > 0 ? 422 : 200,
    model: viewModel({ ...shown, dates, people, curriculum: deps.curriculum(), where, t, language }),
    scripts: ['dates.js'],
  });
}

async function listPeople(deps: WebDeps, res: Response): Promise<Trainee[]> {
  const { t, language } = contextOf(res);
  return listTrainees(await deps.people.listEnrolments(viewerOf(res).where.cohort), t, language);
}

export interface ExtensionsInput extends Shown {
  readonly dates: CohortDates;
  readonly people: readonly Trainee[];
  readonly curriculum: Curriculum;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

interface Box {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

export interface ExtensionsModel {
  readonly notice: string | null;
  readonly problems: readonly ProblemModel[];
  readonly action: string;
  readonly datesHref: string;
  readonly contentLanguage: string;
  readonly form: {
    readonly isForEveryone: boolean;
    readonly isForAll: boolean;
    readonly isUntil: boolean;
    readonly days: string;
    readonly date: string;
    readonly reason: string;
  };
  readonly people: readonly Box[];
  readonly activities: readonly Box[];
  readonly extensions: readonly {
    readonly id: string;
    readonly whom: string;
    readonly what: string;
    readonly extra: string;
    readonly reason: string;
    readonly name: string | null;
    readonly at: Date;
    readonly revoked: { readonly name: string | null; readonly at: Date } | null;
  }[];
}

export function viewModel(input: ExtensionsInput): ExtensionsModel {
  const { dates, people, curriculum, typed, where, t } = input;
  return {
    notice: input.saved && t(`dates:saved.${input.saved}`),
    problems: input.problems,
    action: paths.extensions.to(where),
    datesHref: paths.cohortDates.to(where),
    contentLanguage: curriculum.language,
    form: {
      isForEveryone: typed.whom === 'everyone',
      isForAll: typed.what === 'all',
      isUntil: typed.kind === 'until',
      days: Number.isNaN(typed.days) ? '' : String(typed.days),
      date: typed.date,
      reason: typed.reason,
    },
    people: people.map(({ enrolment, name }) => ({
      value: enrolment.id,
      text: name,
      checked: typed.person.includes(enrolment.id),
    })),
    activities: listDatables(curriculum, t).flatMap(({ items }) =>
      items.map(({ key, fullTitle }) => ({
        value: key,
        text: fullTitle,
        checked: typed.activity.includes(key),
      })),
    ),
    extensions: dates.extensions.toReversed().map((extension) => extensionModel(extension, input)),
  };
}

function extensionModel(
  { id, enrolmentIds, activities, extra, reason, by, at, revoked }: Extension,
  { people, curriculum, t, language }: ExtensionsInput,
): ExtensionsModel['extensions'][number] {
  const names = new Map<string, string>(people.map(({ enrolment, name }) => [enrolment.id, name]));
  const titles = datableTitles(curriculum, t);
  return {
    id,
    whom:
      enrolmentIds === null
        ? t('dates:extension.everyone')
        : enrolmentIds.map((one) => names.get(one) ?? t('trainer:grant.somebodyWhoLeft')).join(', '),
    what:
      activities === null
        ? t('dates:extension.all')
        : activities.map((key) => titles.get(key) ?? key).join(', '),
    extra:
      extra.kind === 'days'
        ? t('dates:extension.moreDays', { count: extra.days })
        : t('dates:extension.until', { day: dayText(extra.date, language) }),
    ...{ reason, name: by.name, at },
    revoked: revoked && { name: revoked.by.name, at: revoked.at },
  };
}
