import type {
  ClozeQuestion,
  GradedChoice,
  MatchingQuestion,
  NumericQuestion,
  OrderingQuestion,
  Question,
  ShortTextQuestion,
  TrueFalseQuestion,
} from '../curriculum/index.ts';
import { assertNever } from '../shared/index.ts';
import { chosenOf, isAnswered, partOf, textOf } from './answer.ts';
import type {
  Answer,
  FeedbackLevel,
  PartFeedback,
  QuestionFeedback,
  ShownQuestion,
  Verdict,
} from './model.ts';
import type { ScoredQuestion } from './score-attempt.ts';
import { isAccepted, isOneOf, isWithin } from './score-question.ts';

export interface ExplainedQuestion {
  readonly number: number;
  readonly question: Question;
  readonly shown: ShownQuestion;
  readonly answer: Answer | null;
  readonly scored: ScoredQuestion;
}

/**
 * The feedback on one question. At level 'chosen' it speaks of what was chosen and never tells what would have been
 * right: an option that was not chosen stays silent, and a pair put together wrongly says only that it is wrong, since
 * its feedback names the right side.
 */
export function explainQuestion(
  { number, question, shown, answer, scored }: ExplainedQuestion,
  level: Exclude<FeedbackLevel, 'none'>,
): QuestionFeedback {
  const isFull = level === 'full';
  const verdict = verdictOn(scored, answer);
  return {
    number,
    question: shown,
    answer,
    share: scored.share,
    verdict,
    parts: explainParts(question, { shown, answer, isFull }),
    answerFeedbackHtml: isAnswered(answer) ? explainAnswer(question, answer) : null,
    rightText: isFull ? rightTextOf(question) : null,
    explanationHtml: isFull ? question.explanationHtml : null,
    lessonId: verdict === 'right' || verdict === 'dropped' ? null : question.lessonId,
  };
}

interface Context {
  readonly shown: ShownQuestion;
  readonly answer: Answer | null;
  readonly isFull: boolean;
}

function verdictOn({ share, dropped }: ScoredQuestion, answer: Answer | null): Verdict {
  if (dropped) return 'dropped';
  if (!isAnswered(answer)) return 'unanswered';
  if (share >= 1) return 'right';
  return share > 0 ? 'partly-right' : 'wrong';
}

function explainParts(question: Question, context: Context): PartFeedback[] {
  const { shown } = context;
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return explainChoices(question.options, context);
    case 'true-false':
      return explainTruth(question, context);
    case 'matching':
      return shown.type === 'matching' ? shown.pairs.map(({ id }) => explainPair(question, id, context)) : [];
    case 'ordering':
      return shown.type === 'ordering'
        ? shown.items.map(({ id }) => explainPlace(question, id, context))
        : [];
    case 'cloze':
      return question.gaps.map((gap) => explainGap(gap, context));
    case 'short-text':
    case 'numeric':
      return [];
    default:
      return assertNever(question);
  }
}

function explainChoices(options: readonly GradedChoice[], context: Context): PartFeedback[] {
  const { shown, answer, isFull } = context;
  if (shown.type !== 'single-choice' && shown.type !== 'multiple-response') return [];
  const chosenIds = new Set([textOf(answer), ...chosenOf(answer)]);
  return shown.options.flatMap(({ id }) => {
    const option = options.find((candidate) => candidate.id === id);
    if (!option) return [];
    const chosen = chosenIds.has(id);
    return [choice({ ...option, chosen }, isFull)];
  });
}

function explainTruth({ answer: right, feedback }: TrueFalseQuestion, context: Context): PartFeedback[] {
  return [true, false].map((value) => {
    const chosen = textOf(context.answer) === String(value);
    const feedbackHtml = value ? feedback.trueHtml : feedback.falseHtml;
    return choice(
      { id: String(value), html: '', correct: value === right, feedbackHtml, chosen },
      context.isFull,
    );
  });
}

function choice(option: GradedChoice & { readonly chosen: boolean }, isFull: boolean): PartFeedback {
  const { id, html, chosen, correct, feedbackHtml } = option;
  const isTold = isFull || chosen;
  return {
    ...{ id, html, chosen, given: null, givenHtml: null },
    correct: isTold ? correct : null,
    right: isFull && correct ? 'yes' : null,
    rightHtml: null,
    feedbackHtml: isTold ? feedbackHtml : null,
  };
}

function explainPair(question: MatchingQuestion, id: string, { answer, isFull }: Context): PartFeedback {
  const pair = question.pairs.find((candidate) => candidate.id === id);
  const given = partOf(answer, id);
  const correct = given !== null && given === pair?.targetId;
  const htmlOf = (targetId: string | null | undefined): string | null =>
    question.targets.find((target) => target.id === targetId)?.html ?? null;
  return {
    ...{ id, html: pair?.html ?? '', chosen: given !== null, given, givenHtml: htmlOf(given), correct },
    right: isFull ? (pair?.targetId ?? null) : null,
    rightHtml: isFull ? htmlOf(pair?.targetId) : null,
    feedbackHtml: isFull || correct ? (pair?.feedbackHtml ?? null) : null,
  };
}

function explainPlace(question: OrderingQuestion, id: string, { answer, isFull }: Context): PartFeedback {
  const item = question.items.find((candidate) => candidate.id === id);
  const place = String(question.items.findIndex((candidate) => candidate.id === id) + 1);
  const given = partOf(answer, id);
  return {
    ...{ id, html: item?.html ?? '', chosen: given !== null, given, givenHtml: null },
    correct: isFull ? given === place : null,
    right: isFull ? place : null,
    rightHtml: null,
    feedbackHtml: null,
  };
}

function explainGap(gap: ClozeQuestion['gaps'][number], { answer, isFull }: Context): PartFeedback {
  const given = partOf(answer, gap.id);
  const chosen = gap.options.find((option) => option.id === given) ?? null;
  const right = gap.options.find((option) => option.correct) ?? null;
  return {
    ...{ id: gap.id, html: '', chosen: chosen !== null, given, givenHtml: chosen?.html ?? null },
    correct: chosen?.correct ?? false,
    right: isFull ? (right?.id ?? null) : null,
    rightHtml: isFull ? (right?.html ?? null) : null,
    feedbackHtml: chosen?.feedbackHtml ?? (isFull ? (right?.feedbackHtml ?? null) : null),
  };
}

function explainAnswer(question: Question, answer: Answer | null): string | null {
  switch (question.type) {
    case 'ordering':
      return explainOrder(question, answer);
    case 'short-text':
      return explainText(question, textOf(answer));
    case 'numeric':
      return explainNumber(question, textOf(answer));
    case 'single-choice':
    case 'multiple-response':
    case 'true-false':
    case 'matching':
    case 'cloze':
      return null;
  }
}

function explainOrder({ commonWrongOrder: common }: OrderingQuestion, answer: Answer | null): string | null {
  if (!common) return null;
  const isCommon = common.order.every((id, index) => partOf(answer, id) === String(index + 1));
  return isCommon ? common.feedbackHtml : null;
}

function explainText(question: ShortTextQuestion, text: string): string | null {
  if (isAccepted(question, text)) return null;
  const expected = question.expectedWrong.find(({ answers }) => isOneOf(answers, text));
  return expected?.feedbackHtml ?? question.otherFeedbackHtml;
}

function explainNumber(question: NumericQuestion, text: string): string | null {
  if (isWithin(question, text, question)) return null;
  const expected = question.expectedWrong.find((wrong) => isWithin(question, text, wrong));
  return expected?.feedbackHtml ?? question.otherFeedbackHtml;
}

function rightTextOf(question: Question): string | null {
  if (question.type === 'short-text') return question.accepted.join(' / ');
  if (question.type === 'numeric') return [question.answer, question.unit ?? ''].join(' ').trim();
  return null;
}
