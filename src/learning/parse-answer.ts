import type { Question } from '../curriculum/index.ts';
import { partIdsOf } from './answer.ts';
import { AnswerMalformed, AnswerTooLong } from './errors.ts';
import type { Answer, AnswerValue } from './model.ts';

type Form = Readonly<Record<string, unknown>>;

/** Characters. An answer is a word or a number; whoever pastes a book is told so. */
const longestText = { 'short-text': 300, numeric: 60 } as const;

/**
 * Reads an answer from a form: `answer` (single choice, true/false, short text, numeric; repeated for multiple
 * response) or `answer.<id>` (matching and cloze: the target's or option's id; ordering: the place from 1). Parts may
 * be missing; anything that does not fit the question is refused. @throws AnswerMalformed, AnswerTooLong
 */
export function parseAnswer(question: Question, form: Form): Answer {
  return { type: question.type, value: readValue(question, form) };
}

function readValue(question: Question, form: Form): AnswerValue {
  switch (question.type) {
    case 'single-choice':
      return readOne(form, idsOf(question.options));
    case 'true-false':
      return readOne(form, ['true', 'false']);
    case 'multiple-response':
      return readSeveral(form, idsOf(question.options));
    case 'matching':
      return readParts(question, form, () => idsOf(question.targets));
    case 'cloze':
      return readParts(question, form, (id) =>
        idsOf(question.gaps.find((gap) => gap.id === id)?.options ?? []),
      );
    case 'ordering':
      return readParts(question, form, () => question.items.map((_item, index) => String(index + 1)));
    case 'short-text':
    case 'numeric':
      return readText(form, longestText[question.type]);
  }
}

function readOne(form: Form, allowed: readonly string[]): string {
  const value = fieldOf(form, 'answer');
  return value === '' ? value : allowedOr(value, allowed);
}

function readSeveral(form: Form, allowed: readonly string[]): string[] {
  const field: unknown = Object.hasOwn(form, 'answer') ? form['answer'] : [];
  const values: unknown[] = Array.isArray(field) ? field : [field];
  const chosen = values.filter((value) => value !== '').map((value) => allowedOr(value, allowed));
  return [...new Set(chosen)];
}

function readParts(
  question: Question,
  form: Form,
  allowedFor: (id: string) => readonly string[],
): Record<string, string> {
  const ids = partIdsOf(question);
  refuseUnknownParts(form, ids);
  const given = ids.map((id) => [id, fieldOf(form, `answer.${id}`)] as const);
  return Object.fromEntries(
    given.filter(([, value]) => value !== '').map(([id, value]) => [id, allowedOr(value, allowedFor(id))]),
  );
}

function readText(form: Form, limit: number): string {
  const value = fieldOf(form, 'answer').trim();
  if (value.length > limit) throw new AnswerTooLong(`An answer of ${value.length} characters`, { limit });
  return value;
}

function fieldOf(form: Form, name: string): string {
  const value: unknown = Object.hasOwn(form, name) ? form[name] : '';
  if (typeof value !== 'string') throw new AnswerMalformed(`${name} is no text`);
  return value;
}

function refuseUnknownParts(form: Form, ids: readonly string[]): void {
  const known = new Set(ids.map((id) => `answer.${id}`));
  const unknown = Object.keys(form).find((name) => name.startsWith('answer') && !known.has(name));
  if (unknown !== undefined) throw new AnswerMalformed('A part that the question does not have');
}

function allowedOr(value: unknown, allowed: readonly string[]): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new AnswerMalformed('A choice that the question does not have');
}

function idsOf(choices: readonly { readonly id: string }[]): string[] {
  return choices.map(({ id }) => id);
}
