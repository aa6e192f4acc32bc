import type { FieldValue, Row } from '../../../assessment/index.ts';
import type { Task, TaskField } from '../../../curriculum/index.ts';
import type { Translate } from '../../texts.ts';
import { innerFieldsOf } from '../learner/task-field-model.ts';
import { plainText } from '../learner/plain-text.ts';
import { diffTexts, type DiffPart } from './diff-texts.ts';
import { rowsOf, simpleValueOf } from './stored-rows.ts';
import { dayText } from './value-model.ts';
import type { WorkReader, WorkSource } from './work-model.ts';

/** A version with the task as it stood when it was handed in. */
export interface DiffSide {
  readonly task: Task;
  readonly work: WorkSource;
}

export type ChangeState = 'same' | 'added' | 'removed' | 'changed';

/** What became of a work from one version to another, field by field (partials/work/diff.hbs). */
export interface DiffModel {
  readonly contentLanguage: string;
  readonly isSame: boolean;
  readonly fields: readonly DiffField[];
}

export interface DiffField {
  readonly id: string;
  readonly label: string;
  readonly state: ChangeState;
  readonly isSame: boolean;
  readonly stateText: string;
  /** The texts of the field that changed; of a table or group, each with its row and column. */
  readonly texts: readonly DiffText[];
}

interface DiffText {
  /** `Row 2 · Step`; null for the field's only text. */
  readonly label: string | null;
  readonly parts: readonly DiffPart[];
}

/** The changes from `before` to `after`, as far as the reader may see the fields. */
export function diffModel(before: DiffSide, after: DiffSide, reader: WorkReader): DiffModel {
  const gone = before.task.fields.filter(({ id }) => !after.task.fields.some((field) => field.id === id));
  const isShown = ({ id }: TaskField): boolean =>
    reader.showTrainerOnly || !(before.work.trainerOnly.includes(id) || after.work.trainerOnly.includes(id));
  const fields = [...after.task.fields, ...gone].filter(isShown).map((field) => {
    const earlier = before.task.fields.find(({ id }) => id === field.id) ?? field;
    const texts = pairs(flatten(earlier, before, reader), flatten(field, after, reader));
    return diffField(field.id, { label: field.label, texts }, reader.t);
  });
  const all = [...fields, ...ownParts(before, after, reader)];
  return {
    contentLanguage: reader.contentLanguage,
    isSame: all.every(({ isSame }) => isSame),
    fields: all,
  };
}

interface FlatText {
  readonly key: string;
  readonly label: string | null;
  readonly text: string;
}

interface Pair {
  readonly label: string | null;
  readonly before: string;
  readonly after: string;
}

/** Texts of the same row and column stand beside each other; rows that are gone come last. */
function pairs(before: readonly FlatText[], after: readonly FlatText[]): Pair[] {
  const earlier = new Map(before.map((one) => [one.key, one]));
  const later = new Set(after.map(({ key }) => key));
  return [
    ...after.map(({ key, label, text }) => ({ label, before: earlier.get(key)?.text ?? '', after: text })),
    ...before
      .filter(({ key }) => !later.has(key))
      .map(({ label, text }) => ({ label, before: text, after: '' })),
  ];
}

function diffField(
  id: string,
  { label, texts }: { readonly label: string; readonly texts: readonly Pair[] },
  t: Translate,
): DiffField {
  const changed = texts.filter((pair) => pair.before !== pair.after);
  const state = stateOf(texts, changed);
  return {
    ...{ id, label, state, isSame: state === 'same', stateText: t(`work:diff.${state}`) },
    texts: changed.map((pair) => ({ label: pair.label, parts: diffTexts(pair.before, pair.after) })),
  };
}

function stateOf(texts: readonly Pair[], changed: readonly Pair[]): ChangeState {
  if (changed.length === 0) return 'same';
  if (texts.every(({ before }) => before === '')) return 'added';
  return texts.every(({ after }) => after === '') ? 'removed' : 'changed';
}

/** A field as texts: one, or one for each cell. Empty cells stay out. */
function flatten(field: TaskField, { work }: DiffSide, reader: WorkReader): FlatText[] {
  const stored = work.fields[field.id];
  const inner = innerFieldsOf(field);
  if (inner.length === 0)
    return [{ key: '', label: null, text: textOf(field, simpleValueOf(stored), { work, reader }) }];
  return rowsOf(stored).flatMap((row, index) =>
    rowTexts(inner, { row, number: index + 1 }, { work, reader }),
  );
}

interface Scene {
  readonly work: WorkSource;
  readonly reader: WorkReader;
}

function rowTexts(
  inner: readonly TaskField[],
  { row, number }: { readonly row: Row; readonly number: number },
  { work, reader }: Scene,
): FlatText[] {
  const { t, language } = reader;
  const date = {
    key: `${row.id} `,
    label: t('work:diff.date', { number }),
    text: dayText(row.date ?? '', language),
  };
  const cells = inner.map((field) => ({
    key: `${row.id} ${field.id}`,
    label: t('work:diff.cell', { number, label: field.label }),
    text: textOf(field, row.values[field.id] ?? '', { work, reader }),
  }));
  return [date, ...cells].filter(({ text }) => text !== '');
}

/** What a value says, as plain text; a long text with its marks, since those may be what changed. */
function textOf(field: TaskField, value: string | readonly string[], { work, reader }: Scene): string {
  const values = [value].flat();
  if (field.kind === 'choice') return chosen(field.options, values);
  if (field.kind === 'scale') return chosen(field.steps, values);
  if (field.kind === 'file') return fileNames(values, { work, reader });
  const [text = ''] = values;
  return field.kind === 'date' ? dayText(text, reader.language) : text.replaceAll(/\r\n?/g, '\n').trim();
}

function chosen(
  options: readonly { readonly id: string; readonly html: string }[],
  ids: readonly string[],
): string {
  return options
    .filter(({ id }) => ids.includes(id))
    .map(({ html }) => plainText(html))
    .join('\n');
}

/** Where names are hidden, files are told apart by their number. */
function fileNames(ids: readonly string[], { work, reader }: Scene): string {
  return work.files
    .flatMap(({ id, name }, index) =>
      ids.includes(id) ? [reader.authors === null ? reader.t('work:file', { number: index + 1 }) : name] : [],
    )
    .join('\n');
}

function ownParts(before: DiffSide, after: DiffSide, { t, authors }: WorkReader): DiffField[] {
  const ids = [...Object.keys(after.work.fields), ...Object.keys(before.work.fields)];
  const own = [...new Set(ids.filter((id) => id.startsWith('own.')))];
  return own.map((id, index) => {
    const name = [...(authors ?? [])].find(([enrolment]) => id === `own.${enrolment}`)?.[1];
    const label =
      name === undefined ? t('work:ownPart', { number: index + 1 }) : t('work:ownPartOf', { name });
    const texts = [
      { label: null, before: stringOf(before.work.fields[id]), after: stringOf(after.work.fields[id]) },
    ];
    return diffField(`own-${index + 1}`, { label, texts }, t);
  });
}

function stringOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
