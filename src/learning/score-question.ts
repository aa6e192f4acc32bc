import type {
  ClozeQuestion,
  MatchingQuestion,
  MultipleResponseQuestion,
  NumericQuestion,
  OrderingQuestion,
  Question,
  ShortTextQuestion,
} from '../curriculum/index.ts';
import { chosenOf, partOf, textOf } from './answer.ts';
import type { Answer } from './model.ts';
import { normaliseText } from './normalise-text.ts';
import { readNumber } from './read-number.ts';

/**
 * The share (0–1) of a question that an answer earns.
 *
 * - single choice, true/false, short text, numeric: all or nothing;
 * - multiple response: (right chosen − wrong chosen) / right, not below 0, so that ticking everything earns nothing
 *   where half the options are wrong;
 * - matching and cloze: the pairs or gaps that are right / all of them;
 * - ordering: Kendall's rank correlation with the right order, not below 0: (pairs of items in the right relative order
 *   − pairs in the wrong one) / all pairs (M. G. Kendall, A New Measure of Rank Correlation, Biometrika 30, 1938).
 *   One early slip costs little, and an order by chance earns nothing on average. Items without a place or with the
 *   same place count for neither.
 *
 * An unanswered question earns 0, and so does an answer to another type of question.
 */
export function scoreQuestion(question: Question, answer: Answer | null): number {
  if (answer?.type !== question.type) return 0;
  switch (question.type) {
    case 'single-choice':
      return whole(question.options.some(({ id, correct }) => correct && id === textOf(answer)));
    case 'true-false':
      return whole(textOf(answer) === String(question.answer));
    case 'multiple-response':
      return scoreMultipleResponse(question, answer);
    case 'matching':
      return scoreMatching(question, answer);
    case 'cloze':
      return scoreCloze(question, answer);
    case 'ordering':
      return scoreOrdering(question, answer);
    case 'short-text':
      return whole(isAccepted(question, textOf(answer)));
    case 'numeric':
      return whole(isWithin(question, textOf(answer), question));
  }
}

function scoreMultipleResponse({ options }: MultipleResponseQuestion, answer: Answer): number {
  const chosen = new Set(chosenOf(answer));
  const right = options.filter(({ correct }) => correct);
  const rightChosen = right.filter(({ id }) => chosen.has(id)).length;
  const wrongChosen = options.filter(({ id, correct }) => !correct && chosen.has(id)).length;
  return right.length === 0 ? 0 : Math.max(0, (rightChosen - wrongChosen) / right.length);
}

function scoreMatching({ pairs }: MatchingQuestion, answer: Answer): number {
  return shareOf(pairs, (pair) => partOf(answer, pair.id) === pair.targetId);
}

function scoreCloze({ gaps }: ClozeQuestion, answer: Answer): number {
  return shareOf(gaps, (gap) =>
    gap.options.some(({ id, correct }) => correct && id === partOf(answer, gap.id)),
  );
}

function scoreOrdering({ items }: OrderingQuestion, answer: Answer): number {
  const places = items.map(({ id }) => Number(partOf(answer, id) ?? NaN));
  let sum = 0;
  let pairs = 0;
  for (const [index, earlier] of places.entries()) {
    for (const later of places.slice(index + 1)) {
      pairs += 1;
      sum += Number.isNaN(later - earlier) ? 0 : Math.sign(later - earlier);
    }
  }
  return pairs === 0 ? 0 : Math.max(0, sum / pairs);
}

/** The text says the same as one of those accepted. */
export function isAccepted({ accepted }: Pick<ShortTextQuestion, 'accepted'>, text: string): boolean {
  return isOneOf(accepted, text);
}

export function isOneOf(texts: readonly string[], text: string): boolean {
  const given = normaliseText(text);
  return given !== '' && texts.some((candidate) => normaliseText(candidate) === given);
}

/** The text is a number no further from the target than its tolerance, give or take a last binary digit. */
export function isWithin(
  question: Pick<NumericQuestion, 'unit'>,
  text: string,
  target: { readonly answer: number; readonly tolerance: number },
): boolean {
  const given = readNumber(text, question.unit);
  if (given === null) return false;
  const rounding = 1e-9 * Math.max(1, Math.abs(target.answer));
  return Math.abs(given - target.answer) <= target.tolerance + rounding;
}

function shareOf<Part>(parts: readonly Part[], isRight: (part: Part) => boolean): number {
  return parts.length === 0 ? 0 : parts.filter(isRight).length / parts.length;
}

function whole(isRight: boolean): number {
  return isRight ? 1 : 0;
}
