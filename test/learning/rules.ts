import fc from 'fast-check';
import type { Question } from '../../src/curriculum/index.ts';
import type { Answer } from '../../src/learning/index.ts';
import { aQuestionOfEachType } from '../support/curriculum.ts';

/** Any text as the seed of an attempt. */
export const seeds = fc.string({ minLength: 1, maxLength: 20 });

/** One question of any type. */
export const questions = fc.constantFrom(...aQuestionOfEachType());

/** What an answer to this question can be, right or wrong, in part or not at all. */
export function answersTo(question: Question): fc.Arbitrary<Answer> {
  return valuesFor(question).map((value) => ({ type: question.type, value }));
}

function valuesFor(question: Question): fc.Arbitrary<Answer['value']> {
  switch (question.type) {
    case 'single-choice':
      return fc.constantFrom('', ...question.options.map(({ id }) => id));
    case 'true-false':
      return fc.constantFrom('', 'true', 'false');
    case 'multiple-response':
      return fc.subarray(question.options.map(({ id }) => id));
    case 'matching':
      return parts(
        question.pairs.map(({ id }) => id),
        () => question.targets.map(({ id }) => id),
      );
    case 'ordering':
      return parts(
        question.items.map(({ id }) => id),
        () => question.items.map((_item, index) => String(index + 1)),
      );
    case 'cloze':
      return parts(
        question.gaps.map(({ id }) => id),
        (id) => question.gaps.find((gap) => gap.id === id)?.options.map((option) => option.id) ?? [],
      );
    case 'short-text':
      return fc.oneof(fc.constantFrom('', 'practice', 'domain'), fc.string({ maxLength: 30 }));
    case 'numeric':
      return fc.oneof(fc.constantFrom('', '25', '9', 'many'), fc.integer().map(String));
  }
}

function parts(ids: string[], allowed: (id: string) => string[]): fc.Arbitrary<Record<string, string>> {
  return fc
    .tuple(...ids.map((id) => fc.option(fc.constantFrom(...allowed(id)), { nil: null })))
    .map((values) =>
      Object.fromEntries(
        ids.flatMap((id, index) => {
          const value = values[index];
          return typeof value === 'string' ? [[id, value]] : [];
        }),
      ),
    );
}

/** The answer that earns everything. */
export function rightAnswerTo(question: Question): Answer {
  return { type: question.type, value: rightValue(question) };
}

/** An answer that earns nothing. */
export function wrongAnswerTo(question: Question): Answer {
  switch (question.type) {
    case 'single-choice':
      return { type: question.type, value: question.options.find(({ correct }) => !correct)?.id ?? '' };
    case 'true-false':
      return { type: question.type, value: String(!question.answer) };
    case 'short-text':
    case 'numeric':
      return { type: question.type, value: '0' };
    case 'multiple-response':
      return { type: question.type, value: [] };
    case 'matching':
    case 'ordering':
    case 'cloze':
      return { type: question.type, value: {} };
  }
}

function rightValue(question: Question): Answer['value'] {
  switch (question.type) {
    case 'single-choice':
      return question.options.find(({ correct }) => correct)?.id ?? '';
    case 'multiple-response':
      return question.options.filter(({ correct }) => correct).map(({ id }) => id);
    case 'true-false':
      return String(question.answer);
    case 'matching':
      return Object.fromEntries(question.pairs.map(({ id, targetId }) => [id, targetId]));
    case 'ordering':
      return Object.fromEntries(question.items.map(({ id }, index) => [id, String(index + 1)]));
    case 'cloze':
      return Object.fromEntries(
        question.gaps.map(({ id, options }) => [id, options.find(({ correct }) => correct)?.id ?? '']),
      );
    case 'short-text':
      return question.accepted[0] ?? '';
    case 'numeric':
      return String(question.answer);
  }
}

/** The fields with which a form sends this answer. */
export function formOf({ value }: Answer): Record<string, unknown> {
  if (typeof value === 'string' || Array.isArray(value)) return { answer: value };
  return Object.fromEntries(Object.entries(value).map(([id, given]) => [`answer.${id}`, given]));
}
