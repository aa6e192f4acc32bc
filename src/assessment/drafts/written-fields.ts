import type { Task, TaskField } from '../../curriculum/index.ts';
import type { EnrolmentId } from '../../shared/index.ts';
import type { Draft, FieldValue, FileHead, Row } from '../model.ts';
import { isBlank, rowsOf, textsOf } from './field-texts.ts';

/** By place: a field's id, or `<fieldId>.<rowId>.<innerId>`. */
type FilesByPlace = Readonly<Record<string, readonly FileHead[]>>;

/**
 * What would be handed in: the fields that the task asks for and that are filled in, with the ids of their files; what the
 * authors say they did, of those who are authors. Rows in which nothing stands are left out.
 */
export function writtenFields(
  task: Task,
  draft: Pick<Draft, 'fields'>,
  { files, authorIds }: { readonly files: FilesByPlace; readonly authorIds: readonly EnrolmentId[] },
): Record<string, FieldValue> {
  const valueOf = (id: string): FieldValue =>
    Object.hasOwn(draft.fields, id) ? (draft.fields[id]?.value ?? '') : '';
  const ofTask = task.fields.map((field) => [field.id, withFiles(field, valueOf(field.id), files)] as const);
  const ofAuthors = authorIds.map((id) => [`own.${id}`, valueOf(`own.${id}`)] as const);
  return Object.fromEntries([...ofTask, ...ofAuthors].filter(([, value]) => !isBlank(value)));
}

/** Those of the files that stand in a field. */
export function filesIn(
  task: Task,
  fields: Readonly<Record<string, FieldValue>>,
  files: FilesByPlace,
): FileHead[] {
  const named = new Set(
    task.fields.flatMap(({ id }) => textsOf(id, fields[id] ?? '').map(({ text }) => text)),
  );
  return Object.values(files)
    .flat()
    .filter(({ id }) => named.has(id));
}

function withFiles(field: TaskField, value: FieldValue, files: FilesByPlace): FieldValue {
  if (field.kind === 'file') return idsAt(files, field.id);
  if (typeof value === 'string' || !isOfRows(field)) return value;
  const inner = innerFieldsOf(field).filter(({ kind }) => kind === 'file');
  const rows = rowsOf(value).map((row) => rowWithFiles(row, field.id, { inner, files }));
  return rows.filter((row) => !isBlank([row]));
}

function rowWithFiles(
  row: Row,
  fieldId: string,
  { inner, files }: { readonly inner: readonly TaskField[]; readonly files: FilesByPlace },
): Row {
  const ids = inner.map(({ id }) => [id, idsAt(files, `${fieldId}.${row.id}.${id}`)] as const);
  return { ...row, values: { ...row.values, ...Object.fromEntries(ids) } };
}

function idsAt(files: FilesByPlace, place: string): string[] {
  return Object.hasOwn(files, place) ? (files[place] ?? []).map(({ id }) => id) : [];
}

function isOfRows({ kind }: TaskField): boolean {
  return kind === 'table' || kind === 'repeated-group' || kind === 'dated-entries';
}

/** The fields within a field's rows; none of a simple field. */
export function innerFieldsOf(field: TaskField): readonly TaskField[] {
  if (field.kind === 'table') return field.columns;
  if (field.kind === 'repeated-group' || field.kind === 'dated-entries') return field.fields;
  return [];
}
