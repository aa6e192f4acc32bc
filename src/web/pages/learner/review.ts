import type { RequestHandler } from 'express';
import { findQuiz } from '../../../curriculum/index.ts';
import {
  getAttempt,
  getProgress,
  submitAttempt,
  type AttemptSheet,
  type QuizStanding,
} from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { emptyForm, questionNotices } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { countsDown } from './counts-down.ts';
import { attemptIdOf, visitOf, type Visit } from './participant.ts';
import { hrefPattern, mapOf, stateOf, type MapEntry } from './sheet-model.ts';

/** Everything answered and not, before the attempt is handed in. */
export function showReview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const { id: enrolmentId, cohortId } = viewer.enrolment;
    const attemptId = attemptIdOf(req);
    const [sheet, progress] = await Promise.all([
      getAttempt(deps.learning, { attemptId, enrolmentId }),
      getProgress(deps.learning, { enrolmentId, cohortId }),
    ]);
    if (sheet.state === 'submitted') {
      res.redirect(303, paths.attemptResult.to({ ...viewer.where, attempt: attemptId }));
      return;
    }
    const notices = questionNotices.safeParse(req.query);
    const model = viewModel({
      sheet,
      standing: progress.quizzes[sheet.quizId] ?? null,
      quizTitle: findQuiz(deps.curriculum(), sheet.quizId)?.title ?? '',
      unclear: notices.success ? (notices.data.unclear ?? null) : null,
      visit: visitOf(viewer),
      where: viewer.where,
      t,
    });
    deps.page(res, {
      view: 'learner/review',
      title: t('learning:review.title'),
      model,
      scripts: ['quiz.js'],
    });
  };
}

/** Hands the attempt in. Sending it twice changes nothing. */
export function postSubmitAttempt(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const attemptId = attemptIdOf(req);
    await submitAttempt(deps.learning, { attemptId, enrolmentId: viewer.enrolment.id });
    res.redirect(303, paths.attemptResult.to({ ...viewer.where, attempt: attemptId }));
  };
}

export interface ReviewInput {
  readonly sheet: AttemptSheet;
  readonly standing: QuizStanding | null;
  readonly quizTitle: string;
  readonly unclear: number | null;
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
}

export interface ReviewModel {
  readonly visit: Visit;
  readonly quizTitle: string;
  readonly quizHref: string;
  readonly attemptId: string;
  /** The address of a question with `%n%` for its number, for scripts. */
  readonly questionHrefPattern: string;
  readonly questions: readonly MapEntry[];
  readonly summary: string;
  readonly isComplete: boolean;
  readonly endsAt: Date | null;
  readonly remainingMs: number | null;
  /** Short enough to be counted down. */
  readonly countsDown: boolean;
  readonly submitHref: string;
  /** What handing in changes, sentence by sentence. */
  readonly consequences: readonly string[];
  readonly backHref: string;
  readonly unclear: { readonly number: number; readonly href: string } | null;
}

export function viewModel(input: ReviewInput): ReviewModel {
  const { sheet, where, t, unclear } = input;
  const at = { ...where, attempt: sheet.id };
  const hrefOf = (number: number): string => paths.question.to({ ...at, number });
  const unanswered = sheet.questions.filter((entry) => stateOf(entry) !== 'answered').length;
  return {
    visit: input.visit,
    quizTitle: input.quizTitle,
    quizHref: paths.quiz.to({ ...where, quiz: sheet.quizId }),
    attemptId: sheet.id,
    questionHrefPattern: hrefPattern(at),
    questions: mapOf(sheet, { hrefOf, current: null, t }),
    summary:
      unanswered === 0
        ? t('learning:review.complete', { count: sheet.questions.length })
        : t('learning:review.incomplete', { count: unanswered, all: sheet.questions.length }),
    isComplete: unanswered === 0,
    endsAt: sheet.endsAt,
    remainingMs: sheet.remainingMs,
    countsDown: countsDown(sheet),
    submitHref: paths.submitAttempt.to(at),
    consequences: consequencesOf(input, unanswered),
    backHref: hrefOf(sheet.questions.length),
    unclear: unclear === null ? null : { number: unclear, href: hrefOf(unclear) },
  };
}

function consequencesOf({ sheet, standing, t }: ReviewInput, unanswered: number): string[] {
  if (sheet.preview) return [t('learning:review.preview')];
  const left = standing?.attemptsLeft ?? null;
  return [
    t('learning:review.final'),
    ...(unanswered > 0 ? [t('learning:review.unansweredCount')] : []),
    left === null
      ? t('learning:review.attemptsUnlimited')
      : t('learning:review.attemptsLeft', { count: left }),
  ];
}
