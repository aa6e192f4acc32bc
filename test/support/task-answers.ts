import type { FieldValue, Row } from '../../src/assessment/index.ts';
import type { Task, TaskField } from '../../src/curriculum/index.ts';

/** Every field of a task but its files, filled in as the task asks; `word` stands in every text. */
export function taskAnswers(task: Task, word = 'notice'): Record<string, FieldValue> {
  return Object.fromEntries(
    task.fields.filter(({ kind }) => kind !== 'file').map((field) => [field.id, answerTo(field, word)]),
  );
}

/** The same as a form sends it, with the revisions that a page of an empty draft knows. */
export function taskForm(task: Task, word = 'notice', revision = 0): Record<string, string | string[]> {
  const entries = Object.entries(taskAnswers(task, word)).flatMap(([id, value]) => [
    [`r.${id}`, String(revision)] as const,
    ...formOf(`f.${id}`, value),
  ]);
  return Object.fromEntries(entries);
}

function answerTo(field: TaskField, word: string): FieldValue {
  switch (field.kind) {
    case 'table':
      return rows(field.columns, field.minRows, word);
    case 'repeated-group':
      return rows(field.fields, field.minEntries, word);
    case 'dated-entries':
      return rows(field.fields, field.minEntries, word).map((row, index) => ({
        ...row,
        date: day(index * field.daysApart),
      }));
    case 'text':
    case 'long-text':
    case 'number':
    case 'date':
    case 'choice':
    case 'scale':
    case 'link':
    case 'file':
      return simple(field, word);
  }
}

function rows(fields: readonly TaskField[], count: number, word: string): Row[] {
  return Array.from({ length: Math.max(count, 1) }, (_, index) => ({
    id: `row${index + 1}`,
    values: Object.fromEntries(
      fields.filter(({ kind }) => kind !== 'file').map((field) => [field.id, simple(field, word)]),
    ),
  }));
}

function simple(field: TaskField, word: string): string | string[] {
  switch (field.kind) {
    case 'text':
      return word.slice(0, field.maxLength);
    case 'long-text':
      return sentence(word, field.minWords ?? Math.min(8, field.maxWords ?? 8));
    case 'number':
      return String(field.min ?? 1);
    case 'date':
      return field.earliest ?? day(0);
    case 'choice': {
      const [first] = field.options;
      return field.multiple ? field.options.map(({ id }) => id) : (first?.id ?? '');
    }
    case 'scale':
      return field.steps[0]?.id ?? '';
    case 'link':
      return 'https://example.org/what-we-made';
    case 'table':
    case 'repeated-group':
    case 'dated-entries':
    case 'file':
      return [];
  }
}

/** As many words as asked for, in sentences of eight. */
function sentence(word: string, words: number): string {
  const text = Array.from({ length: Math.max(words, 1) }, (_, index) => (index % 8 === 0 ? 'We' : word));
  return `${text.join(' ')}.`;
}

function day(later: number): string {
  return new Date(Date.UTC(2026, 9, 5 + later)).toISOString().slice(0, 10);
}

function formOf(name: string, value: FieldValue): (readonly [string, string | string[]])[] {
  if (typeof value === 'string') return [[name, value]];
  if (!isRows(value)) return [[name, [...value]]];
  return [
    [`${name}.rows`, value.map(({ id }) => id).join(',')],
    ...value.flatMap((row) => [
      ...(row.date === undefined ? [] : [[`${name}.${row.id}.date`, row.date] as const]),
      ...Object.entries(row.values).map(
        ([inner, text]) =>
          [`${name}.${row.id}.${inner}`, typeof text === 'string' ? text : [...text]] as const,
      ),
    ]),
  ];
}

function isRows(value: readonly string[] | readonly Row[]): value is readonly Row[] {
  return value.some((one) => typeof one !== 'string');
}
