import type { RequestHandler } from 'express';
import { findModule, findQuiz, type Curriculum, type Quiz } from '../../../curriculum/index.ts';
import {
  getProgress,
  listLockedModules,
  startAttempt,
  type Grant,
  type QuizStanding,
} from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { startForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import { formatPercent } from '../../template-helpers.ts';
import type { Translate } from '../../texts.ts';
import { attemptListModel, type PastAttemptModel } from './attempt-list-model.ts';
import { grantModel, type ChangeModel } from './changes-model.ts';
import { activityDatesModel, type ActivityDatesModel } from './dates/activity-dates.ts';
import { linkContent } from '../../content-links.ts';
import { questionsIn } from './module-model.ts';
import { paramOf, participantOf, sittingOf, visitOf, type Visit } from './participant.ts';
import { placeOf, rememberPlace } from './remember-place.ts';

/** What a quiz asks for, said before it begins, and the attempts made so far. */
export function showQuiz(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const curriculum = deps.curriculum();
    const quiz = findQuiz(curriculum, paramOf(req, 'quiz'));
    if (!quiz) throw new NotFound();
    const { id: enrolmentId, cohortId } = viewer.enrolment;
    const visit = visitOf(viewer);
    const [progress, dates] = await Promise.all([
      getProgress(deps.learning, { enrolmentId, cohortId }),
      deps.schedule.datesFor(cohortId, visit.learns ? enrolmentId : null),
      rememberPlace(deps, viewer, placeOf.quiz(quiz.id)),
    ]);
    const inOrder = visit.learns && viewer.cohort.settings.inOrder;
    const model = viewModel({
      ...{ curriculum, quiz, visit, t, language },
      standing: progress.quizzes[quiz.id] ?? null,
      grants: progress.grants.filter((grant) => grant.quizId === quiz.id),
      isLocked: inOrder && listLockedModules(curriculum, progress).has(quiz.moduleId),
      dates: activityDatesModel(dates.of({ kind: 'quiz', id: quiz.id }), {
        ...{ timeZone: dates.timeZone, now: deps.clock(), t, language },
      }),
      where: viewer.where,
    });
    deps.page(res, { view: 'learner/quiz', title: quiz.title, model });
  };
}

/** Starts an attempt or goes on with the open one. */
export function postStartAttempt(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { goOn } = readOwnForm(req, viewer, startForm);
    const { preview } = sittingOf(viewer);
    if (goOn !== undefined) {
      // Its page leads to the result where the attempt has ended meanwhile; pressing "go on" never uses up another one.
      res.redirect(303, paths.question.to({ ...viewer.where, attempt: goOn, number: 1 }));
      return;
    }
    const quizId = paramOf(req, 'quiz');
    const dates = await deps.schedule.datesFor(viewer.where.cohort, viewer.enrolment.id);
    const { attemptId } = await startAttempt(deps.learning, {
      ...{ participant: participantOf(viewer), quizId },
      opening: dates.of({ kind: 'quiz', id: quizId }),
      preview,
      inOrder: !preview && viewer.cohort.settings.inOrder,
    });
    res.redirect(303, paths.question.to({ ...viewer.where, attempt: attemptId, number: 1 }));
  };
}

export interface QuizInput {
  readonly curriculum: Curriculum;
  readonly quiz: Quiz;
  /** Null where the person has no progress of their own. */
  readonly standing: QuizStanding | null;
  readonly grants: readonly Grant[];
  readonly isLocked: boolean;
  readonly dates: ActivityDatesModel;
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface QuizModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly title: string;
  readonly introductionHtml: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly timeLimitText: string | null;
  readonly passedText: string | null;
  readonly attempts: readonly PastAttemptModel[];
  readonly grants: readonly ChangeModel[];
  readonly isLocked: boolean;
  readonly isUsedUp: boolean;
  readonly dates: ActivityDatesModel;
  readonly startHref: string | null;
  readonly startText: string;
  /** The attempt that the button goes on with; null where it starts one. */
  readonly goOn: string | null;
}

export function viewModel(input: QuizInput): QuizModel {
  const { curriculum, quiz, standing, visit, where, t, language } = input;
  const module = findModule(curriculum, quiz.moduleId);
  const isUsedUp = visit.learns && standing?.attemptsLeft === 0 && standing.openAttemptId === null;
  const goOn = visit.learns ? (standing?.openAttemptId ?? null) : null;
  const isOutside = visit.learns && goOn === null && ['ahead', 'closed'].includes(input.dates.state);
  const mayStart = visit.takesQuizzes && !isUsedUp && !input.isLocked && !isOutside;
  const limit = standing ? standing.timeLimitMinutes : quiz.timeLimitMinutes;
  const best = standing?.bestShare ?? null;
  return {
    visit,
    contentLanguage: curriculum.language,
    moduleTitle: t('learning:module.numberAndTitle', { number: module?.number, title: module?.title }),
    moduleHref: paths.module.to({ ...where, module: quiz.moduleId }),
    title: quiz.title,
    introductionHtml: linkContent(quiz.introductionHtml, where),
    facts: factsOf(input, limit),
    timeLimitText: limit === null ? null : t('learning:quiz.timeLimitText', { count: limit }),
    passedText:
      standing?.passed && best !== null
        ? t('learning:quiz.passedText', { share: formatPercent(best, language) })
        : null,
    attempts: standing ? attemptListModel(standing, { where, t }) : [],
    grants: input.grants.map((grant) => grantModel(grant, t)),
    isLocked: input.isLocked,
    isUsedUp,
    dates: input.dates,
    startHref: mayStart ? paths.startAttempt.to({ ...where, quiz: quiz.id }) : null,
    startText: startText(visit, standing, t),
    goOn,
  };
}

function factsOf(
  { quiz, standing, visit, t, language }: QuizInput,
  limit: number | null,
): QuizModel['facts'] {
  return [
    { name: t('learning:quiz.questions'), value: String(questionsIn(quiz)) },
    { name: t('learning:quiz.duration'), value: t('learning:quiz.durationInAll', { count: quiz.minutes }) },
    {
      name: t('learning:quiz.timeLimit'),
      value: limit === null ? t('learning:quiz.noTimeLimit') : t('learning:minutes', { count: limit }),
    },
    { name: t('learning:quiz.passMark'), value: formatPercent(quiz.passMark, language) },
    ...(visit.learns ? [{ name: t('learning:quiz.attempts'), value: attemptsText(standing, quiz, t) }] : []),
  ];
}

function attemptsText(standing: QuizStanding | null, quiz: Quiz, t: Translate): string {
  const allowed = standing ? standing.attemptsAllowed : quiz.attemptsAllowed;
  const used = standing?.attemptsUsed ?? 0;
  if (allowed === null) return t('learning:quiz.attemptsUnlimited', { used });
  return t('learning:quiz.attemptsUsed', { used, count: Math.max(0, allowed - used) });
}

/** The button says what happens: which attempt of how many begins, or that one goes on. */
function startText(visit: Visit, standing: QuizStanding | null, t: Translate): string {
  if (visit.previews) return t('learning:quiz.startPreview');
  const open = standing?.attempts.find(({ id }) => id === standing.openAttemptId);
  if (open) return t('learning:quiz.goOn', { number: open.number });
  const number = (standing?.attempts.length ?? 0) + 1;
  const allowed = standing?.attemptsAllowed ?? null;
  return allowed === null
    ? t('learning:quiz.start', { number })
    : t('learning:quiz.startOf', { number, allowed });
}
