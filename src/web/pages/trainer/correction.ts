import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { findQuestion, findQuiz, type Question } from '../../../curriculum/index.ts';
import {
  correctQuestion,
  parseAnswer,
  previewCorrection,
  type CorrectionEffect,
  type CorrectionKind,
  type CorrectionPreview,
} from '../../../learning/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { correctionForm } from '../../forms/trainer-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { paramOf } from '../learner/participant.ts';
import { actorOf } from './actor.ts';
import { withNotice } from './notice.ts';
import { listTrainees, type Trainee } from './person-name.ts';

type Form = z.output<typeof correctionForm>;

/** What may be done about a question that was wrong. */
export function showCorrection(deps: WebDeps): RequestHandler {
  return (req, res) => {
    showPage(deps, req, res, { form: null, preview: null, trainees: [], problem: null });
  };
}

/** First shows whom a correction affects; confirmed, it is carried out. */
export function postCorrection(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const form = readOwnForm(req, viewer, correctionForm);
    const { quizId, question } = subjectOf(deps, req);
    const correction = correctionOf(form, question);
    const problem = problemOf(form, correction);
    if (problem !== null) {
      showPage(deps, req, res, { form, preview: null, trainees: [], problem });
      return;
    }
    const command = { cohortId: where.cohort, quizId, questionId: question.id, correction };
    if (form.step === 'preview') {
      const { t, language } = contextOf(res);
      const preview = await previewCorrection(deps.learning, command);
      const trainees = listTrainees(await deps.people.listEnrolments(where.cohort), t, language);
      showPage(deps, req, res, { form, preview, trainees, problem: null });
      return;
    }
    const { changed } = await correctQuestion(deps.learning, {
      ...command,
      scoresMayFall: form.scoresMayFall === 'yes',
      reason: form.reason,
      by: actorOf(viewer),
    });
    const back = paths.questionStatistics.to({ ...where, quiz: quizId });
    res.redirect(303, withNotice(back, { notice: 'corrected', count: changed }));
  };
}

function subjectOf(deps: WebDeps, req: Request): { readonly quizId: string; readonly question: Question } {
  const quiz = findQuiz(deps.curriculum(), paramOf(req, 'quiz'));
  const question = quiz && findQuestion(quiz, paramOf(req, 'question'));
  if (!quiz || !question) throw new NotFound();
  return { quizId: quiz.id, question };
}

/** Types of which a single answer can be accepted beside the right one. */
const acceptable = new Set<Question['type']>(['single-choice', 'true-false', 'short-text', 'numeric']);

function correctionOf({ kind, accepted, acceptedTexts }: Form, question: Question): CorrectionKind {
  if (kind !== 'accept') return { kind };
  const typed = acceptedTexts.split('\n').map((line) => line.trim());
  const values = [...accepted, ...typed].filter((value) => value !== '');
  return { kind, answers: values.map((answer) => parseAnswer(question, { answer })) };
}

function problemOf({ reason }: Form, correction: CorrectionKind): 'reason' | 'answers' | null {
  if (correction.kind === 'accept' && correction.answers.length === 0) return 'answers';
  return reason === '' ? 'reason' : null;
}

interface State {
  readonly form: Form | null;
  readonly preview: CorrectionPreview | null;
  readonly trainees: readonly Trainee[];
  readonly problem: 'reason' | 'answers' | null;
}

function showPage(deps: WebDeps, req: Request, res: Response, state: State): void {
  const { where } = viewerOf(res);
  const { t } = contextOf(res);
  const { quizId, question } = subjectOf(deps, req);
  const contentLanguage = deps.curriculum().language;
  const model = viewModel({ ...state, quizId, question, contentLanguage, where, t });
  const title = t('trainer:correction.title', { question: question.id });
  const status = state.problem === null ? 200 : 422;
  deps.page(res, { view: 'trainer/correction', title, status, model: { ...model, title } });
}

export interface CorrectionInput extends State {
  readonly quizId: string;
  readonly question: Question;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
}

export interface CorrectionModel {
  readonly action: string;
  readonly backHref: string;
  readonly contentLanguage: string;
  readonly promptHtml: string;
  readonly caseHtml: string | null;
  readonly kinds: readonly {
    readonly kind: string;
    readonly text: string;
    readonly hint: string;
    readonly checked: boolean;
  }[];
  readonly options: readonly { readonly id: string; readonly html: string; readonly checked: boolean }[];
  readonly takesTexts: boolean;
  readonly texts: string;
  readonly reason: string;
  readonly problem: { readonly text: string; readonly href: string } | null;
  readonly preview: PreviewModel | null;
}

interface PreviewModel {
  readonly attemptsText: string;
  readonly raised: readonly EffectModel[];
  readonly lowered: readonly EffectModel[];
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

interface EffectModel {
  readonly name: string;
  readonly number: number;
  readonly before: number;
  readonly after: number;
  readonly passesNow: boolean;
  readonly failsNow: boolean;
}

export function viewModel(input: CorrectionInput): CorrectionModel {
  const { question, quizId, form, problem, where, t } = input;
  const kind = form?.kind ?? 'rescore';
  const kinds = (['rescore', 'accept', 'drop'] as const).filter(
    (one) => one !== 'accept' || acceptable.has(question.type),
  );
  return {
    action: paths.correction.to({ ...where, quiz: quizId, question: question.id }),
    backHref: paths.questionStatistics.to({ ...where, quiz: quizId }),
    contentLanguage: input.contentLanguage,
    promptHtml: question.promptHtml,
    caseHtml: question.caseHtml,
    kinds: kinds.map((one) => ({
      kind: one,
      text: t(`trainer:correction.kind.${one}`),
      hint: t(`trainer:correction.hint.${one}`),
      checked: one === kind,
    })),
    options: optionsOf(question, t).map((option) => ({
      ...option,
      checked: form?.accepted.includes(option.id) ?? false,
    })),
    takesTexts: question.type === 'short-text' || question.type === 'numeric',
    texts: form?.acceptedTexts ?? '',
    reason: form?.reason ?? '',
    problem: problem && {
      text: t(`trainer:correction.problem.${problem}`),
      href: problem === 'reason' ? '#reason' : '#accepted',
    },
    preview: form && input.preview && previewModel(input, form, input.preview),
  };
}

function optionsOf(question: Question, t: Translate): { id: string; html: string }[] {
  if (question.type === 'single-choice') return question.options.map(({ id, html }) => ({ id, html }));
  if (question.type !== 'true-false') return [];
  return (['true', 'false'] as const).map((id) => ({ id, html: t(`learning:answer.${id}`) }));
}

function previewModel(
  { trainees, t }: CorrectionInput,
  form: Form,
  preview: CorrectionPreview,
): PreviewModel {
  const effect = ({ enrolmentId, number, ...shares }: CorrectionEffect): EffectModel => ({
    name:
      trainees.find(({ enrolment }) => enrolment.id === enrolmentId)?.name ??
      t('trainer:grant.somebodyWhoLeft'),
    number,
    before: shares.shareBefore,
    after: shares.shareAfter,
    passesNow: !shares.passedBefore && shares.passedAfter,
    failsNow: shares.passedBefore && !shares.passedAfter,
  });
  return {
    attemptsText: t('trainer:correction.attempts', { count: preview.attempts }),
    raised: preview.raised.map(effect),
    lowered: preview.lowered.map(effect),
    fields: [
      { name: 'kind', value: form.kind },
      ...form.accepted.map((value) => ({ name: 'accepted', value })),
      { name: 'acceptedTexts', value: form.acceptedTexts },
      { name: 'reason', value: form.reason },
    ],
  };
}
