import { z } from 'zod';
import type { Question } from '../../../curriculum/index.ts';
import { parseAnswer, type Answer, type ShownQuestion } from '../../../learning/index.ts';
import { letterAt, shownOf } from './sheet.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const given = z.union([scalar, z.array(scalar), z.record(z.string(), scalar)]);

/** A sheet after reading; what it repeats of the questions is not looked at. */
export const filledSheet = z.record(
  z.string(),
  z.object({ answer: given.nullable(), note: z.string().trim().min(1).nullable().optional() }),
);
export type FilledSheet = z.infer<typeof filledSheet>;
type Given = z.infer<typeof given>;

/** The answer that the letters of a filled sheet stand for. @throws AnswerMalformed */
export function answerOf(question: Question, value: Given): Answer {
  return parseAnswer(question, formOf(shownOf(question), value));
}

function formOf(shown: ShownQuestion, value: Given): Record<string, unknown> {
  switch (shown.type) {
    case 'single-choice':
      return { answer: idOf(textOf(value), shown.options) };
    case 'multiple-response':
      return { answer: listOf(value).map((letter) => idOf(letter, shown.options)) };
    case 'matching':
      return parts(value, shown.pairs, () => shown.targets);
    case 'ordering':
      return Object.fromEntries(
        listOf(value).map((letter, index) => [`answer.${idOf(letter, shown.items)}`, String(index + 1)]),
      );
    case 'cloze':
      return parts(value, shown.gaps, (index) => shown.gaps[index]?.options ?? []);
    case 'true-false':
    case 'short-text':
    case 'numeric':
      return { answer: textOf(value) };
  }
}

interface WithId {
  readonly id: string;
}

function parts(
  value: Given,
  wanted: readonly WithId[],
  choicesFor: (index: number) => readonly WithId[],
): Record<string, string> {
  const letters = typeof value === 'object' && !Array.isArray(value) ? value : {};
  return Object.fromEntries(
    wanted.flatMap(({ id }, index) => {
      const letter = letters[String(index + 1)];
      return letter === undefined ? [] : [[`answer.${id}`, idOf(letter, choicesFor(index))]];
    }),
  );
}

/** The id behind a letter; a letter that is none of them stays as it is, and is refused later. */
function idOf(letter: string, choices: readonly WithId[]): string {
  const wanted = letter.trim().toUpperCase();
  return choices.find((_choice, index) => letterAt(index) === wanted)?.id ?? letter;
}

function textOf(value: Given): string {
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: Given): readonly string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}
