import type { PartFeedback, QuestionFeedback, Verdict } from '../../../learning/index.ts';
import type { AttemptId } from '../../../shared/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { linkContent } from '../../content-links.ts';

/** One question of a submitted attempt with its feedback. */
export interface FeedbackModel {
  readonly number: number;
  readonly verdict: string;
  readonly icon: string;
  readonly tone: Tone;
  readonly caseHtml: string | null;
  readonly promptHtml: string;
  /** A text with gaps, with what was given in them. */
  readonly cloze: readonly ClozePart[] | null;
  readonly parts: readonly PartModel[];
  readonly answerText: string | null;
  readonly rightText: string | null;
  readonly answerFeedbackHtml: string | null;
  readonly explanationHtml: string | null;
  readonly reread: { readonly title: string; readonly href: string } | null;
  readonly problemHref: string;
  readonly problemEmpty: boolean;
}

type Tone = 'ok' | 'attention' | 'wrong' | 'plain';

interface ClozePart {
  readonly html: string | null;
  readonly gap: { readonly number: number; readonly givenHtml: string | null } | null;
}

interface PartModel {
  readonly html: string;
  /** What was put there: a target, a place, a word. */
  readonly givenText: string | null;
  readonly givenHtml: string | null;
  readonly stateText: string | null;
  readonly icon: string | null;
  readonly tone: Tone;
  readonly rightText: string | null;
  readonly rightHtml: string | null;
  readonly feedbackHtml: string | null;
}

export interface FeedbackContext {
  readonly where: Where;
  readonly attemptId: AttemptId;
  readonly isFull: boolean;
  readonly reread: (lessonId: string | null) => { readonly title: string; readonly href: string } | null;
  readonly notices: { readonly problem?: string | undefined; readonly question?: number | undefined };
  readonly t: Translate;
}

const verdicts: Readonly<Record<Verdict, { readonly icon: string; readonly tone: Tone }>> = {
  right: { icon: 'check-circle-fill', tone: 'ok' },
  'partly-right': { icon: 'circle-half', tone: 'attention' },
  wrong: { icon: 'x-circle-fill', tone: 'wrong' },
  unanswered: { icon: 'circle', tone: 'plain' },
  dropped: { icon: 'dash-circle', tone: 'plain' },
};

export function feedbackModel(entry: QuestionFeedback, context: FeedbackContext): FeedbackModel {
  const { where, attemptId, t, notices } = context;
  const { number, question, answer } = entry;
  const linked = (html: string | null): string | null => html && linkContent(html, where);
  return {
    number,
    verdict: t(`learning:verdict.${entry.verdict}`),
    ...verdicts[entry.verdict],
    caseHtml: linked(question.caseHtml),
    promptHtml: linkContent(question.promptHtml, where),
    cloze: clozeOf(entry),
    parts: partsOf(entry, context),
    answerText: isTyped(entry) ? (answer?.value as string) || t('learning:feedback.noAnswer') : null,
    rightText: entry.rightText,
    answerFeedbackHtml: linked(entry.answerFeedbackHtml),
    explanationHtml: linked(entry.explanationHtml),
    reread: context.reread(entry.lessonId),
    problemHref: paths.reportProblem.to({ ...where, attempt: attemptId, number }),
    problemEmpty: notices.problem === 'empty' && notices.question === number,
  };
}

function isTyped({ question }: QuestionFeedback): boolean {
  return question.type === 'short-text' || question.type === 'numeric';
}

function clozeOf({ question, parts }: QuestionFeedback): ClozePart[] | null {
  if (question.type !== 'cloze') return null;
  return question.parts.map((part) => {
    if (part.kind === 'text') return { html: part.html, gap: null };
    const index = parts.findIndex(({ id }) => id === part.gapId);
    return { html: null, gap: { number: index + 1, givenHtml: parts[index]?.givenHtml ?? null } };
  });
}

function partsOf(entry: QuestionFeedback, context: FeedbackContext): PartModel[] {
  const { question, parts } = entry;
  switch (question.type) {
    case 'single-choice':
    case 'true-false':
      return parts.map((part) => choicePart(part, { ...context, missed: 'rightOne' }));
    case 'multiple-response':
      return parts.map((part) => choicePart(part, { ...context, missed: 'missed' }));
    case 'matching':
      return parts.map((part) => givenPart(part, { ...context, html: part.html }));
    case 'cloze':
      return parts.map((part, index) => {
        const html = context.t('learning:feedback.gap', { number: index + 1 });
        return givenPart(part, { ...context, html });
      });
    case 'ordering':
      return [...parts]
        .sort((a, b) => Number(a.given ?? Infinity) - Number(b.given ?? Infinity) || 0)
        .map((part) => placePart(part, context));
    case 'short-text':
    case 'numeric':
      return [];
  }
}

const empty = { givenText: null, givenHtml: null, rightText: null, rightHtml: null } as const;

/** An option: chosen or not, and what that means as far as it may be told. */
function choicePart(
  part: PartFeedback,
  { t, where, missed }: FeedbackContext & { readonly missed: 'rightOne' | 'missed' },
): PartModel {
  const isMissed = !part.chosen && part.right !== null;
  const html = part.html || t(part.id === 'true' ? 'learning:answer.true' : 'learning:answer.false');
  const state = isMissed ? missed : stateOfChoice(part);
  return {
    ...empty,
    html,
    stateText: state && t(`learning:feedback.${state}`),
    icon: part.chosen ? markOf(part.correct) : isMissed ? 'arrow-right-circle' : null,
    tone: part.chosen ? toneOf(part.correct) : isMissed ? 'ok' : 'plain',
    feedbackHtml: part.feedbackHtml && linkContent(part.feedbackHtml, where),
  };
}

function stateOfChoice({ chosen, correct }: PartFeedback): string | null {
  if (!chosen) return null;
  if (correct === null) return 'chosen';
  return correct ? 'chosenRight' : 'chosenWrong';
}

/** A pair or a gap: what was put together, and what belongs together where that may be told. */
function givenPart(part: PartFeedback, context: FeedbackContext & { readonly html: string }): PartModel {
  const { t, where, html } = context;
  return {
    ...verdictOn(part, t),
    html,
    givenText: part.chosen ? null : t('learning:feedback.noAnswer'),
    givenHtml: part.givenHtml,
    rightText: null,
    rightHtml: part.correct === true ? null : part.rightHtml,
    feedbackHtml: part.feedbackHtml && linkContent(part.feedbackHtml, where),
  };
}

function placePart(part: PartFeedback, { t }: FeedbackContext): PartModel {
  const isKnown = part.correct !== null;
  return {
    ...(isKnown ? verdictOn(part, t) : { stateText: null, icon: null, tone: 'plain' as const }),
    html: part.html,
    givenText:
      part.given === null
        ? t('learning:feedback.noPlace')
        : t('learning:feedback.place', { place: Number(part.given) }),
    givenHtml: null,
    rightText:
      part.right === null || part.correct === true
        ? null
        : t('learning:feedback.place', { place: Number(part.right) }),
    rightHtml: null,
    feedbackHtml: null,
  };
}

function verdictOn(
  { chosen, correct }: PartFeedback,
  t: Translate,
): Pick<PartModel, 'stateText' | 'icon' | 'tone'> {
  if (!chosen) return { stateText: null, icon: 'circle', tone: 'plain' };
  return {
    stateText: t(correct ? 'learning:verdict.right' : 'learning:verdict.wrong'),
    icon: markOf(correct),
    tone: toneOf(correct),
  };
}

function markOf(correct: boolean | null): string {
  if (correct === null) return 'record-circle';
  return correct ? 'check-circle-fill' : 'x-circle-fill';
}

function toneOf(correct: boolean | null): Tone {
  if (correct === null) return 'plain';
  return correct ? 'ok' : 'wrong';
}
