import type { Question } from '../curriculum/index.ts';
import type { Answer } from './model.ts';
import { normaliseText } from './normalise-text.ts';
import { readNumber } from './read-number.ts';

/** The text or option id of an answer with one part; '' without one. */
export function textOf(answer: Answer | null): string {
  return typeof answer?.value === 'string' ? answer.value : '';
}

/** The options chosen of a multiple response; none without an answer. */
export function chosenOf(answer: Answer | null): readonly string[] {
  return isList(answer?.value) ? answer.value : [];
}

/** What was given for one pair, gap or item; null if nothing. */
export function partOf(answer: Answer | null, id: string): string | null {
  const value = answer?.value;
  if (typeof value !== 'object' || isList(value)) return null;
  return Object.hasOwn(value, id) ? (value[id] ?? null) : null;
}

/** Something was answered, if only in part. */
export function isAnswered(answer: Answer | null): boolean {
  if (!answer) return false;
  if (typeof answer.value === 'string') return answer.value.trim() !== '';
  return Object.keys(answer.value).length > 0;
}

/** Every part has an answer. */
export function isComplete(question: Question, answer: Answer | null): boolean {
  if (!isAnswered(answer)) return false;
  return partIdsOf(question).every((id) => partOf(answer, id) !== null);
}

/** The pairs, gaps or items that want an answer each; none for types with one part. */
export function partIdsOf(question: Question): string[] {
  switch (question.type) {
    case 'matching':
      return question.pairs.map((pair) => pair.id);
    case 'cloze':
      return question.gaps.map((gap) => gap.id);
    case 'ordering':
      return question.items.map((item) => item.id);
    case 'single-choice':
    case 'multiple-response':
    case 'true-false':
    case 'short-text':
    case 'numeric':
      return [];
  }
}

/** Both say the same, as far as the question's type can tell. */
export function isSameAnswer(question: Question, one: Answer, other: Answer): boolean {
  if (one.type !== other.type) return false;
  switch (question.type) {
    case 'single-choice':
    case 'true-false':
      return textOf(one) === textOf(other);
    case 'short-text':
      return normaliseText(textOf(one)) === normaliseText(textOf(other));
    case 'numeric': {
      const [a, b] = [one, other].map((answer) => readNumber(textOf(answer), question.unit));
      return a !== null && a === b;
    }
    case 'multiple-response':
      return [...chosenOf(one)].sort().join() === [...chosenOf(other)].sort().join();
    case 'matching':
    case 'cloze':
    case 'ordering':
      return partIdsOf(question).every((id) => partOf(one, id) === partOf(other, id));
  }
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
