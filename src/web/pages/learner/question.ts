import type { RequestHandler } from 'express';
import { findQuiz } from '../../../curriculum/index.ts';
import { getAttempt, type AttemptSheet, type SheetQuestion } from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { questionNotices } from '../../forms/learner-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { countsDown } from './counts-down.ts';
import { answerField, type AnswerField } from './answer-field.ts';
import { changeModel, type ChangeModel } from './changes-model.ts';
import { linkContent } from '../../content-links.ts';
import { attemptIdOf, paramOf, visitOf, type Visit } from './participant.ts';
import { hrefPattern, mapOf, type MapEntry } from './sheet-model.ts';

/** One question of an open attempt. An attempt that has ended leads to its result. */
export function showQuestion(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const attemptId = attemptIdOf(req);
    const command = { attemptId, enrolmentId: viewer.enrolment.id };
    const sheet = await getAttempt(deps.learning, command);
    if (sheet.state === 'submitted') {
      res.redirect(303, paths.attemptResult.to({ ...viewer.where, attempt: attemptId }));
      return;
    }
    const entry = sheet.questions.find(({ number }) => number === Number(paramOf(req, 'number')));
    if (!entry) throw new NotFound();
    const curriculum = deps.curriculum();
    const notices = questionNotices.safeParse(req.query);
    const model = viewModel({
      ...{ sheet, entry, t },
      notices: notices.success ? notices.data : {},
      quizTitle: findQuiz(curriculum, sheet.quizId)?.title ?? '',
      contentLanguage: curriculum.language,
      visit: visitOf(viewer),
      where: viewer.where,
    });
    deps.page(res, { view: 'learner/question', title: model.pageTitle, model, scripts: ['quiz.js'] });
  };
}

export interface QuestionInput {
  readonly sheet: AttemptSheet;
  readonly entry: SheetQuestion;
  readonly notices: {
    readonly unclear?: number | undefined;
    readonly problem?: 'sent' | 'empty' | undefined;
  };
  readonly quizTitle: string;
  readonly contentLanguage: string;
  readonly visit: Visit;
  readonly where: Where;
  readonly t: Translate;
}

export interface QuestionModel {
  readonly visit: Visit;
  readonly contentLanguage: string;
  readonly pageTitle: string;
  readonly heading: string;
  readonly quizTitle: string;
  readonly quizHref: string;
  readonly attemptText: string;
  readonly saveHref: string;
  readonly where: Where;
  readonly attemptId: string;
  /** The address of a question with `%n%` for its number, for scripts. */
  readonly questionHrefPattern: string;
  readonly token: string;
  readonly questionId: string;
  readonly version: string;
  readonly number: number;
  readonly savedAt: Date | null;
  /** `savedAt` in milliseconds as the form sends it back; empty without an answer. */
  readonly seenAt: string;
  readonly endsAt: Date | null;
  readonly remainingMs: number | null;
  /** Short enough to be counted down. */
  readonly countsDown: boolean;
  readonly caseHtml: string | null;
  readonly promptHtml: string;
  readonly field: AnswerField;
  readonly map: readonly MapEntry[];
  readonly previous: GoModel | null;
  readonly next: GoModel;
  readonly reviewHref: string;
  readonly changes: readonly ChangeModel[];
  readonly unclear: { readonly number: number; readonly href: string } | null;
  readonly problemHref: string;
  readonly problemSent: boolean;
  readonly problemEmpty: boolean;
  readonly problemField: string;
}

/** A button that stores the answer and leads on. */
interface GoModel {
  readonly go: string;
  readonly href: string;
  readonly text: string;
}

export function viewModel(input: QuestionInput): QuestionModel {
  const { sheet, entry, where, t, notices } = input;
  const { number, question, savedAt } = entry;
  const at = { ...where, attempt: sheet.id };
  const hrefOf = (n: number): string => paths.question.to({ ...at, number: n });
  const heading = t('learning:question.heading', { number, all: sheet.questions.length });
  return {
    visit: input.visit,
    contentLanguage: input.contentLanguage,
    pageTitle: `${heading} – ${input.quizTitle}`,
    heading,
    quizTitle: input.quizTitle,
    quizHref: paths.quiz.to({ ...where, quiz: sheet.quizId }),
    attemptText: sheet.preview
      ? t('learning:attempt.preview')
      : t('learning:attempt.number', { number: sheet.number }),
    saveHref: paths.saveAnswer.to({ attempt: sheet.id }),
    ...{ where, attemptId: sheet.id, token: sheet.saveToken, number, savedAt },
    questionHrefPattern: hrefPattern(at),
    questionId: question.id,
    version: question.version,
    seenAt: savedAt ? String(savedAt.getTime()) : '',
    endsAt: sheet.endsAt,
    remainingMs: sheet.remainingMs,
    countsDown: countsDown(sheet),
    caseHtml: question.caseHtml && linkContent(question.caseHtml, where),
    promptHtml: linkContent(question.promptHtml, where),
    field: answerField(question, entry.answer, t),
    map: mapOf(sheet, { hrefOf, current: number, t }),
    ...waysOn(input, hrefOf),
    reviewHref: paths.attemptReview.to(at),
    changes: sheet.changes.map((change) => changeModel(change, t)),
    unclear:
      notices.unclear === undefined ? null : { number: notices.unclear, href: hrefOf(notices.unclear) },
    problemHref: paths.reportProblem.to({ ...at, number }),
    problemSent: notices.problem === 'sent',
    problemEmpty: notices.problem === 'empty',
    problemField: `#problem-${number}`,
  };
}

function waysOn(
  { sheet, entry, where, t }: QuestionInput,
  hrefOf: (number: number) => string,
): Pick<QuestionModel, 'previous' | 'next'> {
  const { number } = entry;
  const isLast = number === sheet.questions.length;
  return {
    previous:
      number === 1
        ? null
        : { go: String(number - 1), href: hrefOf(number - 1), text: t('learning:question.previous') },
    next: isLast
      ? {
          go: 'review',
          href: paths.attemptReview.to({ ...where, attempt: sheet.id }),
          text: t('learning:question.toReview'),
        }
      : { go: String(number + 1), href: hrefOf(number + 1), text: t('learning:question.next') },
  };
}
