import type { RequestHandler } from 'express';
import { findLesson, findModule, findQuiz, type Curriculum } from '../../../curriculum/index.ts';
import { getAttemptResult, type AttemptResult } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { oneDecimalFormat } from '../../formats.ts';
import { resultNotices } from '../../forms/learner-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import { formatPercent } from '../../template-helpers.ts';
import type { Translate } from '../../texts.ts';
import { attemptListModel, type PastAttemptModel } from './attempt-list-model.ts';
import { changeModel, type ChangeModel } from './changes-model.ts';
import { feedbackModel, type FeedbackModel } from './feedback-model.ts';
import { attemptIdOf, visitOf, type Visit } from './participant.ts';

/** A submitted attempt: the score, what it means, and feedback on every outcome and question. */
export function showResult(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t, language } = contextOf(res);
    const attemptId = attemptIdOf(req);
    const result = await getAttemptResult(deps.learning, {
      attemptId,
      viewer: { enrolmentId: viewer.enrolment.id },
    });
    if (result.state === 'open') {
      res.redirect(303, paths.question.to({ ...viewer.where, attempt: attemptId, number: 1 }));
      return;
    }
    const notices = resultNotices.safeParse(req.query);
    const model = viewModel({
      ...{ result, t, language },
      curriculum: deps.curriculum(),
      notices: notices.success ? notices.data : {},
      visit: visitOf(viewer),
      where: viewer.where,
    });
    deps.page(res, { view: 'learner/result', title: model.pageTitle, model });
  };
}

export interface ResultInput {
  readonly curriculum: Curriculum;
  readonly result: AttemptResult;
  readonly notices: {
    readonly problem?: 'sent' | 'empty' | undefined;
    readonly question?: number | undefined;
  };
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface RereadModel {
  readonly title: string;
  readonly href: string;
}

export interface ResultModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly pageTitle: string;
  readonly quizTitle: string;
  readonly quizHref: string;
  readonly attemptText: string;
  readonly passed: boolean;
  readonly heading: string;
  readonly points: string;
  readonly share: number;
  readonly passMark: number;
  /** What the score means and how it goes on, sentence by sentence. */
  readonly sentences: readonly string[];
  readonly isFull: boolean;
  readonly feedbackNote: string | null;
  readonly startHref: string | null;
  readonly nextHref: string;
  readonly outcomes: readonly OutcomeModel[];
  readonly questions: readonly FeedbackModel[];
  readonly attempts: readonly PastAttemptModel[];
  readonly changes: readonly ChangeModel[];
  readonly problemSent: number | null;
  readonly problemEmpty: { readonly number: number; readonly href: string } | null;
}

interface OutcomeModel {
  readonly text: string;
  readonly share: number;
  readonly questionsText: string;
  readonly isRight: boolean;
  readonly lessons: readonly RereadModel[];
}

export function viewModel(input: ResultInput): ResultModel {
  const { curriculum, result, where, t, language, notices } = input;
  const quiz = findQuiz(curriculum, result.quizId);
  const share = result.score?.share ?? 0;
  const isFull = result.feedbackLevel === 'full';
  const reread = (lessonId: string | null): RereadModel | null => rereadOf(lessonId, input);
  const heading = t(result.passed ? 'learning:result.passed' : 'learning:result.notPassed', {
    share: formatPercent(share, language),
  });
  const isEmpty = notices.problem === 'empty' && notices.question !== undefined;
  return {
    visit: input.visit,
    contentLanguage: curriculum.language,
    pageTitle: `${heading} – ${quiz?.title ?? ''}`,
    quizTitle: quiz?.title ?? '',
    quizHref: paths.quiz.to({ ...where, quiz: result.quizId }),
    attemptText: attemptText(result, t),
    passed: result.passed,
    heading,
    points: pointsText(result, { t, language }),
    share,
    passMark: result.passMark,
    sentences: sentencesOf(input),
    isFull,
    feedbackNote: isFull || result.feedbackLevel === 'none' ? null : t('learning:result.feedbackNote'),
    startHref: mayTryAgain(input) ? paths.startAttempt.to({ ...where, quiz: result.quizId }) : null,
    nextHref: paths.home.to(where),
    outcomes: outcomesOf(input, reread),
    questions: result.questions.map((question) =>
      feedbackModel(question, { where, attemptId: result.id, isFull, reread, t, notices }),
    ),
    attempts: result.preview ? [] : attemptListModel(result.standing, { where, t, current: result.id }),
    changes: result.changes.map((change) => changeModel(change, t)),
    problemSent: notices.problem === 'sent' ? (notices.question ?? null) : null,
    problemEmpty:
      isEmpty && notices.question !== undefined
        ? { number: notices.question, href: `#problem-${notices.question}` }
        : null,
  };
}

function attemptText({ preview, number }: AttemptResult, t: Translate): string {
  return preview ? t('learning:attempt.preview') : t('learning:attempt.number', { number });
}

function pointsText({ score }: AttemptResult, { t, language }: Pick<ResultInput, 't' | 'language'>): string {
  const format = oneDecimalFormat(language);
  return t('learning:result.points', {
    points: format.format(Math.floor((score?.points ?? 0) * 10 + 1e-9) / 10),
    maxPoints: format.format(score?.maxPoints ?? 0),
  });
}

function mayTryAgain({ result, visit }: ResultInput): boolean {
  if (result.preview) return visit.takesQuizzes;
  return visit.learns && result.standing.openAttemptId === null && result.standing.attemptsLeft !== 0;
}

function sentencesOf({ result, t, language, visit }: ResultInput): string[] {
  const { standing } = result;
  if (result.preview) return [t('learning:result.preview')];
  const best = standing.bestShare;
  const counts =
    standing.bestAttemptId === result.id
      ? t('learning:result.counts')
      : t('learning:result.bestCounts', { share: formatPercent(best ?? 0, language) });
  return [
    ...(result.endedBy === 'time' ? [t('learning:result.endedByTime')] : []),
    t('learning:result.passMark', { passMark: formatPercent(result.passMark, language) }),
    ...(standing.bestAttemptId === null ? [] : [counts]),
    ...(visit.learns ? [leftText(result, t)] : []),
  ];
}

function leftText({ standing }: AttemptResult, t: Translate): string {
  if (standing.attemptsLeft === null) return t('learning:result.attemptsUnlimited');
  if (standing.attemptsLeft === 0 && !standing.passed) return t('learning:result.noneLeft');
  return t('learning:result.attemptsLeft', { count: standing.attemptsLeft });
}

function outcomesOf(
  { curriculum, result, t }: ResultInput,
  reread: (lessonId: string) => RereadModel | null,
): OutcomeModel[] {
  const outcomes =
    findModule(curriculum, findQuiz(curriculum, result.quizId)?.moduleId ?? '')?.outcomes ?? [];
  return result.outcomes.map(({ outcomeId, questions, share, lessonIds }) => ({
    text: outcomes.find(({ id }) => id === outcomeId)?.text ?? '',
    share,
    questionsText: t('learning:questions', { count: questions }),
    isRight: share >= result.passMark - 1e-9,
    lessons: lessonIds.flatMap((id) => reread(id) ?? []),
  }));
}

function rereadOf(lessonId: string | null, { curriculum, where }: ResultInput): RereadModel | null {
  const lesson = lessonId === null ? null : findLesson(curriculum, lessonId);
  return lesson && { title: lesson.title, href: paths.lesson.to({ ...where, lesson: lesson.id }) };
}
