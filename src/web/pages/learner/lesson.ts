import type { RequestHandler } from 'express';
import {
  findLesson,
  findModule,
  neighboursOf,
  type Activity,
  type Curriculum,
  type Lesson,
  type Source,
} from '../../../curriculum/index.ts';
import { getProgress, markLesson } from '../../../learning/index.ts';
import { listNotesOfLesson } from '../../../private-log/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { lessonMarkForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { linkContent } from '../../content-links.ts';
import { logNoteModel, type LogNoteModel } from './log-note-model.ts';
import { paramOf, participantOf, visitOf, type Visit } from './participant.ts';
import { placeOf, rememberPlace } from './remember-place.ts';

/** The reading page of one lesson. */
export function showLesson(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const lesson = findLesson(curriculum, paramOf(req, 'lesson'));
    if (!lesson) throw new NotFound();
    const { id: enrolmentId, cohortId } = viewer.enrolment;
    const [progress, notes] = await Promise.all([
      getProgress(deps.learning, { enrolmentId, cohortId }),
      viewer.may('learn') ? listNotesOfLesson(deps.privateLog, enrolmentId, lesson.id) : null,
      rememberPlace(deps, viewer, placeOf.lesson(lesson.id)),
    ]);
    const doneAt = progress.lessons[lesson.id] ?? null;
    const [note = null] = notes ?? [];
    const log = notes && logNoteModel(deps, viewer, { note, lessonId: lesson.id });
    const model = viewModel({
      curriculum,
      lesson,
      doneAt,
      log,
      visit: visitOf(viewer),
      where: viewer.where,
      t,
    });
    deps.page(res, { view: 'learner/lesson', title: lesson.title, model, scripts: log ? ['log.js'] : [] });
  };
}

/** The reader's own mark, set or taken back. */
export function postLessonMark(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { done } = readOwnForm(req, viewer, lessonMarkForm);
    const lessonId = paramOf(req, 'lesson');
    await markLesson(deps.learning, { participant: participantOf(viewer), lessonId, done: done === 'yes' });
    res.redirect(303, `${paths.lesson.to({ ...viewer.where, lesson: lessonId })}#mark`);
  };
}

export interface LessonInput {
  readonly curriculum: Curriculum;
  readonly lesson: Lesson;
  readonly doneAt: Date | null;
  /** The note on its activity; null for those who have no log. */
  readonly log: LogNoteModel | null;
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
}

interface LinkModel {
  /** The button that leads there. */
  readonly action: string;
  readonly title: string;
  readonly href: string;
}

export interface LessonModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly place: string;
  readonly title: string;
  readonly minutes: Lesson['minutes'];
  readonly headings: Lesson['headings'];
  readonly html: string;
  readonly keyTerms: Lesson['keyTerms'];
  readonly sources: readonly Source[];
  readonly log: LogNoteModel | null;
  readonly logHref: string;
  readonly doneAt: Date | null;
  readonly markHref: string;
  readonly previous: LinkModel | null;
  readonly next: LinkModel | null;
}

export function viewModel(input: LessonInput): LessonModel {
  const { curriculum, lesson, where, t } = input;
  const module = findModule(curriculum, lesson.moduleId);
  const number = (module?.lessons.findIndex(({ id }) => id === lesson.id) ?? 0) + 1;
  const { previous, next } = neighboursOf(curriculum, { kind: 'lesson', id: lesson.id });
  return {
    visit: input.visit,
    contentLanguage: curriculum.language,
    moduleTitle: t('learning:module.numberAndTitle', { number: module?.number, title: module?.title }),
    moduleHref: paths.module.to({ ...where, module: lesson.moduleId }),
    place: t('learning:lesson.place', { number, all: module?.lessons.length }),
    title: lesson.title,
    minutes: lesson.minutes,
    headings: lesson.headings,
    html: linkContent(lesson.html, where, {
      termIds: lesson.keyTerms.map(({ id }) => id),
      log: input.log && '#log',
    }),
    keyTerms: lesson.keyTerms,
    sources: lesson.sources,
    log: input.log,
    logHref: paths.log.to(where),
    doneAt: input.doneAt,
    markHref: paths.markLesson.to({ ...where, lesson: lesson.id }),
    previous: previous && linkTo(previous, input),
    next: next && linkTo(next, input),
  };
}

function linkTo(activity: Activity, { where, t }: LessonInput): LinkModel | null {
  switch (activity.kind) {
    case 'lesson':
      return {
        action: t('learning:lesson.to.lesson'),
        title: activity.lesson.title,
        href: paths.lesson.to({ ...where, lesson: activity.lesson.id }),
      };
    case 'quiz':
      return {
        action: t('learning:lesson.to.quiz'),
        title: activity.quiz.title,
        href: paths.quiz.to({ ...where, quiz: activity.quiz.id }),
      };
    case 'task':
      return {
        action: t('learning:lesson.to.task'),
        title: activity.task.title,
        href: paths.task.to({ ...where, task: activity.task.id }),
      };
    case 'module':
    case 'curriculum':
      return null;
  }
}
