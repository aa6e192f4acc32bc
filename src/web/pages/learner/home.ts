import type { RequestHandler } from 'express';
import { listTaskStandings, type TaskStandings } from '../../../assessment/index.ts';
import type { PersonalDates } from '../../../cohorts/index.ts';
import { evaluateCertificate } from '../../../certification/index.ts';
import type { Curriculum } from '../../../curriculum/index.ts';
import { getProgress, listLockedModules, type Progress } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { findWaiting } from '../trainer/waiting.ts';
import { certificateModel, evidenceOf, type CertificateModel } from './certificate-model.ts';
import { moduleModel, type ModuleModel } from './module-model.ts';
import { idOfStep, nextStep, type NextStep } from './next-step.ts';
import { visitOf, type Visit } from './participant.ts';

/** The path: what comes next, every module, and what the certificate still needs. */
export function showHome(deps: WebDeps): RequestHandler {
  return async (_req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const { id: enrolmentId, cohortId, lastPlace } = viewer.enrolment;
    const visit = visitOf(viewer);
    const [progress, tasks, dates, waiting] = await Promise.all([
      getProgress(deps.learning, { enrolmentId, cohortId }),
      listTaskStandings(deps.assessment, enrolmentId),
      deps.schedule.datesFor(cohortId, visit.learns ? enrolmentId : null),
      findWaiting(deps, viewer, t),
    ]);
    const inOrder = visit.learns && viewer.cohort.settings.inOrder;
    const model = viewModel({
      curriculum: deps.curriculum(),
      progress,
      tasks,
      dates,
      now: deps.clock(),
      visit,
      inOrder,
      lastPlace,
      where: viewer.where,
      t,
      language,
    });
    deps.page(res, { view: 'learner/home', title: t('learning:home.title'), model: { ...model, waiting } });
  };
}

export interface HomeInput {
  readonly curriculum: Curriculum;
  readonly progress: Progress;
  readonly tasks: TaskStandings;
  readonly dates: PersonalDates;
  readonly now: Date;
  readonly visit: Visit;
  /** Modules open one after the other. */
  readonly inOrder: boolean;
  readonly lastPlace: string | null;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface HomeModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly title: string;
  readonly next: NextModel;
  readonly modules: readonly (ModuleModel & { readonly isOpen: boolean })[];
  readonly certificate: CertificateModel;
  readonly inOrder: boolean;
  /** Where all dates stand; null where the cohort has none. */
  readonly datesHref: string | null;
}

interface NextModel {
  readonly sentence: string;
  readonly action: string | null;
  readonly href: string | null;
}

export function viewModel(input: HomeInput): HomeModel {
  const { curriculum, progress, tasks, dates, now, visit, where, t, language } = input;
  const locked = input.inOrder ? listLockedModules(curriculum, progress) : new Set<string>();
  const step = nextStep(curriculum, { progress, tasks, lastPlace: input.lastPlace, locked });
  const nextId = idOfStep(step);
  const modules = curriculum.modules.map((module) => {
    const model = moduleModel(module, {
      ...{ progress, tasks, dates, now, locked, nextId, where, t, language },
    });
    return { ...model, isOpen: model.activities.some(({ isNext }) => isNext) };
  });
  const standing = evaluateCertificate(curriculum, evidenceOf(progress, tasks));
  return {
    visit,
    contentLanguage: curriculum.language,
    title: curriculum.title,
    next: nextModel(step, { where, t }),
    modules,
    certificate: certificateModel(standing, { t, language }),
    inOrder: input.inOrder,
    datesHref: dates.hasDates ? paths.dates.to(where) : null,
  };
}

function nextModel(step: NextStep, { where, t }: Pick<HomeInput, 'where' | 't'>): NextModel {
  switch (step.kind) {
    case 'attempt':
      return {
        sentence: t('learning:next.attempt', { title: step.quiz.title }),
        action: t('learning:next.attemptAction'),
        href: paths.quiz.to({ ...where, quiz: step.quiz.id }),
      };
    case 'lesson': {
      const values = { title: step.lesson.title, count: step.lesson.minutes.reading };
      return {
        sentence: step.resumed ? t('learning:next.goOn', values) : t('learning:next.read', values),
        action: step.resumed ? t('learning:next.goOnAction') : t('learning:next.readAction'),
        href: paths.lesson.to({ ...where, lesson: step.lesson.id }),
      };
    }
    case 'quiz': {
      const values = { title: step.quiz.title };
      return {
        sentence: step.again ? t('learning:next.quizAgain', values) : t('learning:next.quiz', values),
        action: t('learning:next.quizAction'),
        href: paths.quiz.to({ ...where, quiz: step.quiz.id }),
      };
    }
    case 'task':
      return taskStep(step, { where, t });
    case 'reviews': {
      const values = { title: step.task.title, count: step.owed };
      return {
        sentence: t('learning:next.taskReviews', values),
        action: t('learning:next.taskReviewsAction'),
        href: paths.peerReviews.to({ ...where, task: step.task.id }),
      };
    }
    case 'nothing-left':
      return { sentence: t('learning:next.nothingLeft'), action: null, href: null };
  }
}

function taskStep(
  { task, what }: Extract<NextStep, { kind: 'task' }>,
  { where, t }: Pick<HomeInput, 'where' | 't'>,
): NextModel {
  const name = what === 'revise' ? 'taskRevise' : 'task';
  return {
    sentence: t(`learning:next.${name}`, { title: task.title }),
    action: t(`learning:next.${name}Action`),
    href: paths.task.to({ ...where, task: task.id }),
  };
}
