import type { Choice, Question } from '../curriculum/index.ts';
import { chosenOf, isAnswered, partIdsOf, partOf, textOf } from './answer.ts';
import type { Answer, ChoiceCount, QuestionStatistics } from './model.ts';
import { normaliseText } from './normalise-text.ts';
import { isAccepted, isWithin } from './score-question.ts';
import { showQuestion } from './show-question.ts';

/** Below this number of answers nothing is told but the number: a share of few says little and points at people. */
export const fewestAnswers = 5;
/** From this number of answers a question is called too hard or too easy. */
export const fewestForJudgement = 30;
const tooHard = 0.3;
const tooEasy = 0.95;
/** Of what was typed, the commonest. */
const mostTexts = 10;

export interface GivenAnswer {
  readonly answer: Answer | null;
  readonly share: number;
}

/** How one version of a question was answered. Unanswered ones do not count. */
export function questionStatistics(
  question: Question,
  given: readonly GivenAnswer[],
  isCurrent: boolean,
): QuestionStatistics {
  const answered = given.filter(({ answer }) => isAnswered(answer));
  const isEnough = answered.length >= fewestAnswers;
  const right = answered.filter(({ share }) => share >= 1).length;
  return {
    questionId: question.id,
    version: question.version,
    current: isCurrent,
    question: showQuestion(question, ''),
    answers: answered.length,
    shareRight: isEnough ? right / answered.length : null,
    choices: isEnough
      ? countChoices(
          question,
          answered.flatMap(({ answer }) => answer ?? []),
        )
      : null,
  };
}

/** From thirty answers, right in under 30 %. */
export function isTooHard({ answers, shareRight }: QuestionStatistics): boolean {
  return answers >= fewestForJudgement && shareRight !== null && shareRight < tooHard;
}

/** From thirty answers, right in over 95 %. */
export function isTooEasy({ answers, shareRight }: QuestionStatistics): boolean {
  return answers >= fewestForJudgement && shareRight !== null && shareRight > tooEasy;
}

function countChoices(question: Question, answers: readonly Answer[]): ChoiceCount[] {
  const count = (matches: (answer: Answer) => boolean) => {
    const number = answers.filter(matches).length;
    return { count: number, share: number / answers.length };
  };
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return question.options.map(({ id, html, correct }) => ({
        ...whole,
        ...{ value: id, html, correct },
        ...count((answer) => textOf(answer) === id || chosenOf(answer).includes(id)),
      }));
    case 'true-false':
      return ['true', 'false'].map((value) => ({
        ...whole,
        ...{ value, html: null, correct: value === String(question.answer) },
        ...count((answer) => textOf(answer) === value),
      }));
    case 'matching':
    case 'cloze':
    case 'ordering':
      return partIdsOf(question).flatMap((partId) =>
        choicesOfPart(question, partId).map((choice) => ({
          ...{ partId, partHtml: partHtmlOf(question, partId) },
          ...choice,
          ...count((answer) => partOf(answer, partId) === choice.value),
        })),
      );
    case 'short-text':
    case 'numeric':
      return countTexts(question, answers);
  }
}

const whole = { partId: null, partHtml: null };

function choicesOfPart(
  question: Extract<Question, { type: 'matching' | 'cloze' | 'ordering' }>,
  partId: string,
): { value: string; html: string | null; correct: boolean }[] {
  const toChoice = ({ id, html }: Choice, correct: boolean) => ({ value: id, html, correct });
  switch (question.type) {
    case 'matching': {
      const pair = question.pairs.find(({ id }) => id === partId);
      return question.targets.map((target) => toChoice(target, target.id === pair?.targetId));
    }
    case 'cloze': {
      const gap = question.gaps.find(({ id }) => id === partId);
      return (gap?.options ?? []).map((option) => toChoice(option, option.correct));
    }
    case 'ordering':
      return question.items.map((_item, index) => {
        const correct = question.items[index]?.id === partId;
        return { value: String(index + 1), html: null, correct };
      });
  }
}

function partHtmlOf(question: Question, partId: string): string | null {
  if (question.type === 'matching') return question.pairs.find(({ id }) => id === partId)?.html ?? null;
  if (question.type === 'ordering') return question.items.find(({ id }) => id === partId)?.html ?? null;
  return null;
}

function countTexts(
  question: Extract<Question, { type: 'short-text' | 'numeric' }>,
  answers: readonly Answer[],
): ChoiceCount[] {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const text = question.type === 'numeric' ? textOf(answer) : normaliseText(textOf(answer));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const isRight = (text: string): boolean =>
    question.type === 'numeric' ? isWithin(question, text, question) : isAccepted(question, text);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostTexts)
    .map(([value, count]) => ({
      ...whole,
      ...{ value, html: null, correct: isRight(value) },
      ...{ count, share: count / answers.length },
    }));
}
