import type { TaskStanding, TaskStandings } from '../../../assessment/index.ts';
import type { PersonalDates } from '../../../cohorts/index.ts';
import type { Exchange, Lesson, Module, Quiz, Task } from '../../../curriculum/index.ts';
import type { Progress, QuizStanding } from '../../../learning/index.ts';
import type { ActivityRef } from '../../../shared/index.ts';
import { paths, type Where } from '../../paths.ts';
import { formatPercent } from '../../template-helpers.ts';
import type { Translate } from '../../texts.ts';
import { activityDatesModel, type ActivityDatesModel } from './dates/activity-dates.ts';

export interface ModuleModel {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly href: string;
  readonly hoursText: string;
  readonly isComing: boolean;
  readonly isLocked: boolean;
  readonly isDone: boolean;
  /** How far it is, in words. */
  readonly stateText: string;
  readonly outcomes: readonly string[];
  readonly activities: readonly ActivityModel[];
}

export interface ActivityModel {
  readonly kindText: string;
  readonly title: string;
  readonly href: string;
  readonly note: string;
  readonly icon: string;
  readonly stateText: string;
  /** The empty circle says it; the words are for those who do not see it. */
  readonly isQuiet: boolean;
  readonly isDone: boolean;
  readonly isNext: boolean;
  /** When it opens, is due or closes; null where that does not matter. */
  readonly dates: ActivityDatesModel | null;
}

export interface ModuleSituation {
  readonly progress: Pick<Progress, 'lessons' | 'quizzes'>;
  readonly tasks: TaskStandings;
  readonly locked: ReadonlySet<string>;
  /** The lesson, quiz or task to do next, if it is in this module. */
  readonly nextId: string | null;
  readonly dates: PersonalDates;
  readonly now: Date;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

/** One module of the path with everything in it and how far the trainee is. */
export function moduleModel(module: Module, situation: ModuleSituation): ModuleModel {
  const { t, where, locked } = situation;
  const isDone = isModuleDone(module, situation);
  const isComing = module.state === 'outline';
  const isLocked = locked.has(module.id);
  return {
    id: module.id,
    number: module.number,
    title: module.title,
    summary: module.summary,
    href: paths.module.to({ ...where, module: module.id }),
    hoursText: t('learning:module.hours', { count: module.hours }),
    isComing,
    isLocked,
    isDone,
    stateText: stateText(module, { isComing, isLocked, isDone }, situation),
    outcomes: module.outcomes.map(({ text }) => text),
    activities: [
      ...module.lessons.map((lesson) => lessonItem(lesson, situation)),
      ...(module.exchange ? [exchangeItem(module, module.exchange, situation)] : []),
      ...(module.quiz ? [quizItem(module.quiz, situation)] : []),
      ...(module.task ? [taskItem(module.task, situation)] : []),
    ],
  };
}

type Facts = Pick<ModuleSituation, 'progress' | 'tasks'>;

/** Every lesson marked, the quiz and the task passed. */
function isModuleDone(module: Module, facts: Facts): boolean {
  const { task } = module;
  return isLearnt(module, facts) && (task === null || facts.tasks[task.id]?.state === 'passed');
}

/** All but the task is done. */
function isLearnt(module: Module, { progress: { lessons, quizzes } }: Facts): boolean {
  if (module.state === 'outline') return false;
  const lessonsDone = module.lessons.every(({ id }) => lessons[id] !== undefined);
  return lessonsDone && (module.quiz === null || quizzes[module.quiz.id]?.passed === true);
}

interface State {
  readonly isComing: boolean;
  readonly isLocked: boolean;
  readonly isDone: boolean;
}

function stateText(
  module: Module,
  { isComing, isLocked, isDone }: State,
  situation: Facts & Pick<ModuleSituation, 't'>,
): string {
  const { t, progress, tasks } = situation;
  if (isComing) return t('learning:module.coming');
  if (isLocked) return t('learning:module.locked');
  if (isDone) return t('learning:module.done');
  if (module.task && isLearnt(module, situation)) return taskLeft(tasks[module.task.id], t);
  const done = module.lessons.filter(({ id }) => progress.lessons[id] !== undefined).length;
  return t('learning:module.lessonsDone', { done, all: module.lessons.length });
}

function taskLeft(standing: TaskStanding | undefined, t: Translate): string {
  if (standing?.state === 'waiting') return t('learning:module.taskWaiting');
  return standing?.state === 'revise' ? t('learning:module.taskRevise') : t('learning:module.taskOpen');
}

function lessonItem(lesson: Lesson, { t, where, progress, nextId }: ModuleSituation): ActivityModel {
  const isDone = progress.lessons[lesson.id] !== undefined;
  return {
    kindText: t('learning:kind.lesson'),
    title: lesson.title,
    href: paths.lesson.to({ ...where, lesson: lesson.id }),
    note: t('learning:minutes', { count: lesson.minutes.reading }),
    icon: isDone ? 'check-circle-fill' : 'circle',
    stateText: isDone ? t('learning:state.done') : t('learning:state.notDone'),
    isQuiet: !isDone,
    isDone,
    isNext: nextId === lesson.id,
    dates: null,
  };
}

/** It happens among people, in a forum, a call or a room; nobody marks it. */
function exchangeItem({ id }: Module, { minutes }: Exchange, { t, where }: ModuleSituation): ActivityModel {
  return {
    kindText: t('learning:kind.exchange'),
    title: t('learning:module.exchange'),
    href: `${paths.module.to({ ...where, module: id })}#exchange`,
    note: t('learning:minutes', { count: minutes }),
    icon: 'chat',
    stateText: '',
    isQuiet: true,
    isDone: false,
    isNext: false,
    dates: null,
  };
}

function quizItem(quiz: Quiz, situation: ModuleSituation): ActivityModel {
  const { t, where, progress, nextId, language } = situation;
  const standing = progress.quizzes[quiz.id];
  const isDone = standing?.passed === true;
  return {
    kindText: t('learning:kind.quiz'),
    title: quiz.title,
    href: paths.quiz.to({ ...where, quiz: quiz.id }),
    note: t('learning:questions', { count: questionsIn(quiz) }),
    icon: isDone ? 'check-circle-fill' : standing?.openAttemptId ? 'circle-half' : 'circle',
    stateText: quizState(standing, { t, language }),
    isQuiet: false,
    isDone,
    isNext: nextId === quiz.id,
    dates: isDone ? null : datesOf({ kind: 'quiz', id: quiz.id }, situation),
  };
}

function quizState(
  standing: QuizStanding | undefined,
  { t, language }: Pick<ModuleSituation, 't' | 'language'>,
): string {
  if (standing?.openAttemptId) return t('learning:state.inProgress');
  if (!standing || standing.bestShare === null) return t('learning:state.notTaken');
  const share = formatPercent(standing.bestShare, language);
  return standing.passed ? t('learning:state.passed', { share }) : t('learning:state.notPassed', { share });
}

function taskItem(task: Task, situation: ModuleSituation): ActivityModel {
  const { t, where, tasks, nextId, language } = situation;
  const standing = tasks[task.id];
  const owed = reviewsOwed(task, standing);
  const isDone = standing?.state === 'passed' && owed === 0;
  return {
    kindText: t('learning:kind.task'),
    title: task.title,
    href: paths.task.to({ ...where, task: task.id }),
    note: t('learning:module.hours', { count: task.hours }),
    icon: isDone ? 'check-circle-fill' : (standing?.version ?? 0) > 0 ? 'circle-half' : 'circle',
    stateText: [
      taskState(standing, { t, language }),
      ...(owed > 0 ? [t('learning:state.taskReviews', { count: owed })] : []),
      ...(standing?.hasNews ? [t('learning:state.news')] : []),
    ].join(' · '),
    isQuiet: false,
    isDone,
    isNext: nextId === task.id,
    dates:
      standing === undefined || standing.state === 'draft'
        ? datesOf({ kind: 'task', id: task.id }, situation)
        : null,
  };
}

function taskState(
  standing: TaskStanding | undefined,
  { t, language }: Pick<ModuleSituation, 't' | 'language'>,
): string {
  const share = formatPercent(standing?.share ?? 0, language);
  switch (standing?.state) {
    case undefined:
    case 'draft':
      return t('learning:state.taskNotHandedIn');
    case 'waiting':
      return t('learning:state.taskWaiting');
    case 'revise':
      return t('learning:state.taskRevise', { share });
    case 'passed':
      return t('learning:state.taskPassed', { share });
    case 'failed':
      return t('learning:state.taskFailed', { share });
  }
}

/** Of what is still to be done; what is done or waits for its grade is not late any more. */
function datesOf(ref: ActivityRef, { dates, now, t, language }: ModuleSituation): ActivityDatesModel | null {
  const model = activityDatesModel(dates.of(ref), { timeZone: dates.timeZone, now, t, language });
  return model.has ? model : null;
}

/** Reviews of other works that are still to be given: nobody reviews before having handed in. */
export function reviewsOwed({ peerReview }: Task, standing: TaskStanding | undefined): number {
  if (!peerReview || !standing || standing.version === 0) return 0;
  return Math.max(0, peerReview.reviews - standing.reviewsGiven);
}

/** How many questions an attempt has. */
export function questionsIn(quiz: Quiz): number {
  return quiz.blueprint.reduce((sum, { draw }) => sum + draw, 0);
}
