import type { Task, TaskField } from '../../curriculum/index.ts';
import type { EnrolmentId } from '../../shared/index.ts';
import type { FieldValue } from '../model.ts';
import { checkField, type Place } from './check-field.ts';
import { countWords } from './count-words.ts';
import { isBlank, textsOf } from './field-texts.ts';
import { innerFieldsOf } from './written-fields.ts';

export interface DraftProblem extends Place {
  readonly code:
    | 'missing'
    | 'too-few-words'
    | 'too-many-words'
    | 'too-long'
    | 'no-number'
    | 'number-too-small'
    | 'number-too-big'
    | 'no-date'
    | 'date-too-early'
    | 'date-too-late'
    | 'too-few-rows'
    | 'too-many-rows'
    | 'entries-too-close'
    | 'no-link'
    | 'too-many-files'
    | 'own-part-missing';
  /** For the words: `least`, `most`, `found`, `days`, `author`. */
  readonly values: Readonly<Record<string, string | number>>;
  /** With this it cannot be handed in; the others are advice. */
  readonly blocking: boolean;
}

export interface Written {
  /** Field id → what stands there; of files, their ids. See writtenFields. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly authors: readonly { readonly enrolmentId: EnrolmentId; readonly name: string | null }[];
}

export interface CheckedDraft {
  /** Of the whole without what each author says they did. */
  readonly words: number;
  /** In the order of the form; of the whole (`fieldId` null) first. */
  readonly problems: readonly DraftProblem[];
}

/**
 * What stands between a draft and its hand-in, and what its author should know. Missing or impossible values block; words
 * out of range, and entries that lie close together, are for the author to weigh.
 */
export function checkDraft(task: Task, written: Written): CheckedDraft {
  const words = wordsOf(task, written.fields);
  const ofFields = task.fields.flatMap((field) => checkField(field, valueOf(written.fields, field.id)));
  return { words, problems: [...wholeProblems(task, words), ...ofFields, ...ownParts(written)] };
}

/** Words of all texts that authors wrote themselves: short and long ones, in rows too. */
export function wordsOf(task: Task, fields: Written['fields']): number {
  const isText = ({ kind }: TaskField): boolean => kind === 'text' || kind === 'long-text';
  return task.fields.reduce((sum, field) => {
    const ids = new Set(
      innerFieldsOf(field)
        .filter(isText)
        .map(({ id }) => id),
    );
    const texts = textsOf(field.id, valueOf(fields, field.id)).filter(({ innerId }) =>
      innerId === null ? isText(field) : ids.has(innerId),
    );
    return sum + texts.reduce((words, { text }) => words + countWords(text), 0);
  }, 0);
}

function valueOf(fields: Written['fields'], id: string): FieldValue {
  return Object.hasOwn(fields, id) ? (fields[id] ?? '') : '';
}

function wholeProblems({ words: { min, max } }: Task, found: number): DraftProblem[] {
  const whole = { fieldId: null, rowId: null, innerId: null, blocking: false };
  if (found < min) return [{ ...whole, code: 'too-few-words', values: { least: min, found } }];
  if (max > 0 && found > max) return [{ ...whole, code: 'too-many-words', values: { most: max, found } }];
  return [];
}

/** Where several hand in together, each says what they did. */
function ownParts({ fields, authors }: Written): DraftProblem[] {
  if (authors.length < 2) return [];
  return authors.flatMap(({ enrolmentId, name }) => {
    const fieldId = `own.${enrolmentId}`;
    if (!isBlank(valueOf(fields, fieldId))) return [];
    const place = { fieldId, rowId: null, innerId: null };
    return [{ ...place, code: 'own-part-missing' as const, values: { author: name ?? '' }, blocking: true }];
  });
}
