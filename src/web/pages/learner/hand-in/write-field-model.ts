import type { TaskField } from '../../../../curriculum/index.ts';
import { fingerprintOf, type DraftField, type FieldValue, type Row } from '../../../../assessment/index.ts';
import type { Translate } from '../../../texts.ts';
import type { FileFieldModel } from '../../files/file-field-model.ts';
import type { EarlierComment } from './earlier-feedback.ts';
import { controlModel, type ControlModel, type SimpleField } from './control-model.ts';

/** One part of the form in which a task is written: a control, rows of controls, or files. */
export interface WriteFieldModel {
  readonly id: string;
  readonly label: string;
  readonly help: string | null;
  readonly isOptional: boolean;
  /** What the page knows to be stored. */
  readonly revision: number;
  /** Stands for the value as the page shows it: what comes back unchanged is nobody's change. */
  readonly fingerprint: string;
  readonly control: ControlModel | null;
  readonly rows: RowsModel | null;
  readonly files: FileFieldModel | null;
  /** What was said of it in the version that came back. */
  readonly comments: readonly EarlierComment[];
  readonly name: string;
  /** The control that the heading names; null where there are several. */
  readonly labelFor: string | null;
}

export interface RowsModel {
  readonly name: string;
  readonly ids: string;
  readonly rows: readonly RowModel[];
  /** An empty row, for a script to copy; its id is a placeholder. */
  readonly template: RowModel;
  readonly lowest: number;
  readonly highest: number;
  readonly limit: string;
  readonly isDated: boolean;
  /** Cells that are all short stand beside one another. */
  readonly isDense: boolean;
  readonly mayAdd: boolean;
  readonly addText: string;
}

export interface RowModel {
  readonly id: string;
  readonly title: string;
  readonly removeText: string;
  readonly date: ControlModel | null;
  readonly cells: readonly ControlModel[];
}

export const rowPlaceholder = 'new-row';

export interface FieldPlace {
  readonly stored: DraftField | null;
  readonly comments: readonly EarlierComment[];
  /** Of a field for files; else null. */
  readonly files: FileFieldModel | null;
  /** How many empty rows are shown beyond those stored. */
  readonly added: number;
  /** Names rows that are not stored yet. */
  readonly newRowId: () => string;
  readonly t: Translate;
}

export function writeFieldModel(field: TaskField, place: FieldPlace): WriteFieldModel {
  const value = place.stored?.value ?? '';
  const shown = isRows(field) ? rowsShown(field, rowsOf(value), place) : null;
  const rows = isRows(field) && shown ? rowsModel(field, shown, place.t) : null;
  const control = isSimple(field)
    ? controlModel(field, { name: nameOf(field.id), value: value as string | readonly string[], t: place.t })
    : null;
  return {
    ...{ id: field.id, label: field.label, help: field.help, isOptional: !field.required },
    revision: place.stored?.revision ?? 0,
    fingerprint: fingerprintOf(shown ?? value),
    ...{ control, rows, files: place.files, comments: place.comments, name: nameOf(field.id) },
    labelFor: control && !control.isBoxes ? control.name : null,
  };
}

export const nameOf = (fieldId: string): string => `f.${fieldId}`;

type RowsField = Extract<TaskField, { readonly kind: 'table' | 'repeated-group' | 'dated-entries' }>;

export function isRows(field: TaskField): field is RowsField {
  return field.kind === 'table' || field.kind === 'repeated-group' || field.kind === 'dated-entries';
}

export function isSimple(field: TaskField): field is SimpleField {
  return !isRows(field) && field.kind !== 'file';
}

/** What each row of a field holds. Files stand outside rows. */
export function cellsOf(field: RowsField): readonly SimpleField[] {
  return (field.kind === 'table' ? field.columns : field.fields).filter(isSimple);
}

export function rowsOf(value: FieldValue): readonly Row[] {
  return typeof value === 'string' ? [] : value.filter((row): row is Row => typeof row === 'object');
}

/** What is stored, and empty rows up to what the task asks for. */
function rowsShown(
  field: RowsField,
  stored: readonly Row[],
  { added, newRowId }: FieldPlace,
): readonly Row[] {
  const [lowest, highest] = limitsOf(field);
  const wanted = Math.min(highest, Math.max(lowest, 1, stored.length + added));
  const missing = Math.max(0, wanted - stored.length);
  return [...stored, ...Array.from({ length: missing }, () => emptyRow(newRowId()))];
}

function rowsModel(field: RowsField, shown: readonly Row[], t: Translate): RowsModel {
  const [lowest, highest] = limitsOf(field);
  const rows = shown.map((row, index) => rowModel(field, row, { number: index + 1, t }));
  const cells = cellsOf(field);
  return {
    name: nameOf(field.id),
    ids: rows.map(({ id }) => id).join(','),
    rows,
    template: rowModel(field, emptyRow(rowPlaceholder), { number: null, t }),
    ...{ lowest, highest, limit: limitText(field, t) },
    isDated: field.kind === 'dated-entries',
    isDense: cells.length > 1 && !cells.some(({ kind }) => kind === 'long-text'),
    mayAdd: rows.length < highest,
    addText: t(`hand-in:rows.add.${field.kind}`),
  };
}

function limitsOf(field: RowsField): readonly [lowest: number, highest: number] {
  return field.kind === 'table' ? [field.minRows, field.maxRows] : [field.minEntries, field.maxEntries];
}

function limitText(field: RowsField, t: Translate): string {
  const [lowest, highest] = limitsOf(field);
  const kind = field.kind === 'table' ? 'table' : 'entries';
  const text =
    lowest === highest
      ? t(`hand-in:rows.${kind}Exactly`, { count: highest })
      : t(`hand-in:rows.${kind}`, { lowest, highest });
  if (field.kind !== 'dated-entries' || field.daysApart === 0) return text;
  return `${text} ${t('hand-in:rows.apart', { count: field.daysApart })}`;
}

function emptyRow(id: string): Row {
  return { id, values: {} };
}

interface AtRow {
  /** Null in the template: a script numbers what it adds. */
  readonly number: number | null;
  readonly t: Translate;
}

function rowModel(field: RowsField, row: Row, { number, t }: AtRow): RowModel {
  const name = `${nameOf(field.id)}.${row.id}`;
  const shown = number ?? '%n%';
  return {
    id: row.id,
    title: t(`hand-in:rows.title.${field.kind}`, { number: shown }),
    removeText: t(`hand-in:rows.remove.${field.kind}`, { number: shown }),
    date:
      field.kind === 'dated-entries'
        ? controlModel(dateOf(t), { name: `${name}.date`, value: row.date ?? '', t })
        : null,
    cells: cellsOf(field).map((cell) =>
      controlModel(cell, { name: `${name}.${cell.id}`, value: row.values[cell.id] ?? '', t }),
    ),
  };
}

/** The day that the author gives an entry. */
function dateOf(t: Translate): SimpleField {
  const label = t('hand-in:rows.day');
  return { id: 'date', kind: 'date', label, help: null, required: true, earliest: null, latest: null };
}
