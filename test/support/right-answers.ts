import { assertNever } from '../../src/shared/index.ts';
import type { Curriculum, Question } from '../../src/curriculum/index.ts';

/** The fields of a question's form, filled in. */
export type AnswerFields = Readonly<Record<string, string | readonly string[]>>;

export function findQuestion(curriculum: Curriculum, id: string): Question {
  const question = curriculum.modules.flatMap(({ quiz }) => quiz?.pool ?? []).find((one) => one.id === id);
  if (!question) throw new Error(`The curriculum has no question ${id}`);
  return question;
}

/** As somebody who knows everything fills in the form. */
export function rightAnswer(question: Question): AnswerFields {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return { answer: question.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case 'true-false':
      return { answer: String(question.answer) };
    case 'matching':
      return parts(question.pairs.map(({ id, targetId }) => [id, targetId]));
    case 'ordering':
      return parts(question.items.map(({ id }, index) => [id, String(index + 1)]));
    case 'cloze':
      return parts(
        question.gaps.map(({ id, options }) => [id, options.find(({ correct }) => correct)?.id ?? '']),
      );
    case 'short-text':
      return { answer: question.accepted[0] ?? '' };
    case 'numeric':
      return { answer: String(question.answer) };
    default:
      return assertNever(question);
  }
}

/** As somebody who is wrong in every part fills in the form. */
export function wrongAnswer(question: Question): AnswerFields {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return {
        answer: question.options
          .filter(({ correct }) => !correct)
          .map(({ id }) => id)
          .slice(0, 1),
      };
    case 'true-false':
      return { answer: String(!question.answer) };
    case 'matching':
      return parts(
        question.pairs.map(({ id, targetId }) => [
          id,
          question.targets.find((target) => target.id !== targetId)?.id ?? '',
        ]),
      );
    case 'ordering':
      return parts(
        question.items.map(({ id }, index) => [id, String(((index + 1) % question.items.length) + 1)]),
      );
    case 'cloze':
      return parts(
        question.gaps.map(({ id, options }) => [id, options.find(({ correct }) => !correct)?.id ?? '']),
      );
    case 'short-text':
      return { answer: 'no such word' };
    case 'numeric':
      return { answer: String(question.answer + 1000) };
    default:
      return assertNever(question);
  }
}

function parts(entries: readonly (readonly [string, string])[]): AnswerFields {
  return Object.fromEntries(entries.map(([id, value]) => [`answer.${id}`, value]));
}
