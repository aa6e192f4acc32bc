import type { RequestHandler } from 'express';
import { z } from 'zod';
import { listCohortStandings } from '../../../assessment/index.ts';
import { findModule, type Curriculum, type Module } from '../../../curriculum/index.ts';
import type { DeliveryStatus } from '../../../delivery/index.ts';
import { listOverview } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { byEnrolment, lmsState, type LmsState } from './delivery-state.ts';
import { listTrainees, type Trainee } from './person-name.ts';
import { noticeModel, noticeQuery, type NoticeModel } from './notice.ts';
import { stateOrder } from './sort-rows.ts';
import { findWaiting } from './waiting.ts';
import { withTasks, type WholeRow } from './with-tasks.ts';

const query = noticeQuery.extend({
  module: z.string().optional().catch(''),
  sort: z.enum(['name', 'state', 'share', 'last']).default('name').catch('name'),
});

/** Every trainee of the cohort over the whole curriculum or one module. */
export function showOverview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where, cohort } = viewer;
    const { t, language } = contextOf(res);
    const wish = query.parse(req.query);
    const curriculum = deps.curriculum();
    const module = wish.module === undefined ? null : findModule(curriculum, wish.module);
    if (wish.module !== undefined && !module) throw new NotFound();
    const trainees = listTrainees(await deps.people.listEnrolments(where.cohort), t, language);
    const [learnt, standings, deliveries, waiting] = await Promise.all([
      listOverview(deps.learning, {
        cohortId: where.cohort,
        ref: module ? { kind: 'module', id: module.id } : { kind: 'curriculum' },
        enrolmentIds: trainees.map(({ enrolment }) => enrolment.id),
      }),
      listCohortStandings(deps.assessment, where.cohort),
      deps.outbox.list({ cohortId: where.cohort }),
      findWaiting(deps, viewer, t),
    ]);
    const modules = module ? [module] : curriculum.modules;
    const rows = learnt.map((row) => withTasks(row, modules, standings.get(row.enrolmentId) ?? {}));
    const model = viewModel({
      ...{ curriculum, module, trainees, rows, deliveries, where, t },
      sort: wish.sort,
      notice: noticeModel(wish, t),
    });
    const title = module ? module.title : t('trainer:overview.title', { cohort: cohort.title });
    deps.page(res, { view: 'trainer/overview', title, model: { ...model, title, waiting } });
  };
}

export interface OverviewInput {
  readonly curriculum: Curriculum;
  /** Null is the whole curriculum. */
  readonly module: Module | null;
  readonly trainees: readonly Trainee[];
  /** In the order of the trainees. */
  readonly rows: readonly WholeRow[];
  readonly deliveries: readonly DeliveryStatus[];
  readonly sort: 'name' | 'state' | 'share' | 'last';
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
}

export interface OverviewModel {
  readonly contentLanguage: string;
  readonly rows: readonly OverviewLine[];
  readonly counts: { readonly people: number; readonly started: number; readonly done: number };
  readonly modules: readonly { readonly title: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly quizzes: readonly { readonly title: string; readonly href: string }[];
  readonly sorts: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly wholeHref: string | null;
  readonly viewAsTraineeHref: string;
  readonly settingsHref: string;
  readonly datesHref: string;
  readonly scoresHref: string;
  readonly rosterAction: string;
  readonly notesHref: string | null;
  readonly workshopHref: string | null;
  readonly parked: number;
  readonly notice: NoticeModel | null;
}

interface OverviewLine {
  readonly name: string;
  readonly href: string;
  readonly state: string;
  readonly stateText: string;
  readonly share: number | null;
  readonly lessons: string;
  readonly quizzes: string;
  readonly tasks: string;
  readonly tasksWaiting: number;
  readonly lastActivityAt: Date | null;
  readonly lms: LmsState;
}

export function viewModel(input: OverviewInput): OverviewModel {
  const { curriculum, module, rows, where, t } = input;
  const home = paths.overview.to(where);
  const sent = byEnrolment(input.deliveries);
  const moduleHref = (id: string): string => `${home}?module=${encodeURIComponent(id)}`;
  const quizzes = curriculum.modules
    .filter((one) => !module || one.id === module.id)
    .flatMap(({ quiz, title }) => (quiz ? [{ quiz, title }] : []));
  return {
    contentLanguage: curriculum.language,
    rows: sorted(input).map((entry) => line({ ...input, sent }, entry)),
    counts: {
      people: rows.length,
      started: rows.filter(({ state }) => state !== 'not-started').length,
      done: rows.filter(({ state }) => state === 'done').length,
    },
    modules: curriculum.modules
      .filter(({ state }) => state === 'complete')
      .map(({ id, title, number }) => ({
        title: `${number}. ${title}`,
        href: moduleHref(id),
        isCurrent: id === module?.id,
      })),
    quizzes: quizzes.map(({ quiz, title }) => ({
      title: `${title}: ${quiz.title}`,
      href: paths.quizOverview.to({ ...where, quiz: quiz.id }),
    })),
    sorts: (['name', 'state', 'share', 'last'] as const).map((sort) => ({
      text: t(`trainer:sort.${sort}`),
      href: `${home}?${new URLSearchParams({ ...(module ? { module: module.id } : {}), sort }).toString()}`,
      isCurrent: sort === input.sort,
    })),
    wholeHref: module ? home : null,
    viewAsTraineeHref: module ? paths.module.to({ ...where, module: module.id }) : paths.home.to(where),
    settingsHref: paths.cohortSettings.to(where),
    datesHref: paths.cohortDates.to(where),
    scoresHref: paths.scores.to(where),
    rosterAction: paths.refreshRoster.to(where),
    notesHref:
      module && module.trainerNotesHtml !== null
        ? paths.trainerNotes.to({ ...where, module: module.id })
        : null,
    workshopHref: input.curriculum.workshop ? paths.workshop.to(where) : null,
    parked: input.deliveries.filter(({ state }) => state === 'parked').length,
    notice: input.notice,
  };
}

interface Sent {
  readonly sent: ReturnType<typeof byEnrolment<DeliveryStatus>>;
}

interface Entry {
  readonly trainee: Trainee;
  readonly row: WholeRow;
}

function sorted({ trainees, rows, sort }: OverviewInput): Entry[] {
  const entries = trainees.flatMap((trainee, index) => {
    const row = rows[index];
    return row ? [{ trainee, row }] : [];
  });
  switch (sort) {
    case 'name':
      return entries;
    case 'state':
      return entries.sort((a, b) => stateOrder(a.row.state) - stateOrder(b.row.state));
    case 'share':
      return entries.sort((a, b) => (a.row.share ?? -1) - (b.row.share ?? -1));
    case 'last':
      return entries.sort(
        (a, b) => (a.row.lastActivityAt?.getTime() ?? 0) - (b.row.lastActivityAt?.getTime() ?? 0),
      );
  }
}

function line({ sent, where, t }: OverviewInput & Sent, { trainee, row }: Entry): OverviewLine {
  const { id } = trainee.enrolment;
  return {
    name: trainee.name,
    href: paths.trainee.to({ ...where, enrolment: id }),
    state: row.state,
    stateText: t(`trainer:state.${row.state}`),
    share: row.share,
    lessons: `${row.lessonsDone} / ${row.lessonsInAll}`,
    quizzes: `${row.quizzesPassed} / ${row.quizzesInAll}`,
    tasks: `${row.tasksPassed} / ${row.tasksInAll}`,
    tasksWaiting: row.tasksWaiting,
    lastActivityAt: row.lastActivityAt,
    lms: lmsState(sent.get(id) ?? [], t),
  };
}
