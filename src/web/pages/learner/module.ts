import type { RequestHandler } from 'express';
import { listTaskStandings, type TaskStandings } from '../../../assessment/index.ts';
import type { PersonalDates } from '../../../cohorts/index.ts';
import { findModule, type Module } from '../../../curriculum/index.ts';
import { getProgress, listLockedModules, type Progress } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { linkContent } from '../../content-links.ts';
import { moduleModel, type ModuleModel } from './module-model.ts';
import { idOfStep, nextStep } from './next-step.ts';
import { paramOf, visitOf, type Visit } from './participant.ts';

/** One module: what it is about, everything in it, and the exchange among trainees. */
export function showModule(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const curriculum = deps.curriculum();
    const module = findModule(curriculum, paramOf(req, 'module'));
    if (!module) throw new NotFound();
    const { id: enrolmentId, cohortId, lastPlace } = viewer.enrolment;
    const visit = visitOf(viewer);
    const [progress, tasks, dates] = await Promise.all([
      getProgress(deps.learning, { enrolmentId, cohortId }),
      listTaskStandings(deps.assessment, enrolmentId),
      deps.schedule.datesFor(cohortId, visit.learns ? enrolmentId : null),
    ]);
    const inOrder = visit.learns && viewer.cohort.settings.inOrder;
    const locked = inOrder ? listLockedModules(curriculum, progress) : new Set<string>();
    const step = nextStep({ ...curriculum, modules: [module] }, { progress, tasks, lastPlace, locked });
    const model = viewModel({
      ...{ module, progress, tasks, dates, locked, visit, t, language },
      now: deps.clock(),
      nextId: idOfStep(step),
      contentLanguage: curriculum.language,
      opens: curriculum.modules.filter(({ task }) => task?.opensWithModuleId === module.id),
      where: viewer.where,
      readsNotes: viewer.may('read-trainer-notes'),
    });
    deps.page(res, { view: 'learner/module', title: module.title, model });
  };
}

export interface ModuleInput {
  readonly module: Module;
  readonly progress: Progress;
  readonly tasks: TaskStandings;
  readonly dates: PersonalDates;
  readonly now: Date;
  readonly locked: ReadonlySet<string>;
  readonly nextId: string | null;
  readonly contentLanguage: string;
  /** Later modules whose task begins with this one. */
  readonly opens: readonly Module[];
  readonly visit: Visit;
  readonly where: Where;
  readonly readsNotes: boolean;
  readonly t: Translate;
  readonly language: string;
}

export interface ModulePageModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly eyebrow: string;
  readonly module: ModuleModel;
  /** Tasks of later modules whose work begins here. */
  readonly opens: readonly { readonly number: number; readonly title: string; readonly href: string }[];
  readonly exchangeHtml: string | null;
  readonly exchangeNote: string | null;
  readonly notesHref: string | null;
}

export function viewModel(input: ModuleInput): ModulePageModel {
  const { module, where, t } = input;
  const { exchange } = module;
  const hasNotes = input.readsNotes && module.trainerNotesHtml !== null;
  return {
    visit: input.visit,
    contentLanguage: input.contentLanguage,
    eyebrow: t('learning:module.number', { number: module.number }),
    module: moduleModel(module, input),
    opens: input.opens.flatMap(({ number, task }) =>
      task ? [{ number, title: task.title, href: paths.task.to({ ...where, task: task.id }) }] : [],
    ),
    exchangeHtml: exchange && linkContent(exchange.html, where),
    exchangeNote: exchange && t('learning:minutes', { count: exchange.minutes }),
    notesHref: hasNotes ? paths.trainerNotes.to({ ...where, module: module.id }) : null,
  };
}
