import type { TaskField } from '../../curriculum/index.ts';
import type { FieldValue, Row } from '../model.ts';
import { DraftMalformed } from './errors.ts';

type Form = Readonly<Record<string, unknown>>;

/** However many rows a task allows, nobody needs more in one request. */
const mostRows = 100;
const rowId = /^[A-Za-z0-9_-]{1,24}$/;

/**
 * Reads one field of a form. `name` is its name in the form: the value of simple fields (repeated for several options),
 * and for rows `<name>.rows` (their ids in order, with commas), `<name>.<row>.<field>` and `<name>.<row>.date`. Texts
 * stay as they were typed, and numbers and dates too, be they wrong: a draft holds what stands in the page. Files have
 * no value here: they come another way. What the field cannot hold is refused. @throws DraftMalformed
 */
export function parseFieldValue(field: TaskField, form: Form, name: string): FieldValue {
  switch (field.kind) {
    case 'table':
      return parseRows(field.columns, form, name);
    case 'repeated-group':
      return parseRows(field.fields, form, name);
    case 'dated-entries':
      return parseRows(field.fields, form, name, true);
    case 'text':
    case 'long-text':
    case 'number':
    case 'date':
    case 'choice':
    case 'scale':
    case 'link':
    case 'file':
      return parseSimple(field, form, name);
  }
}

function parseSimple(field: TaskField, form: Form, name: string): string | string[] {
  switch (field.kind) {
    case 'choice':
      return field.multiple
        ? severalOf(form, name, idsOf(field.options))
        : oneOf(form, name, idsOf(field.options));
    case 'scale':
      return oneOf(form, name, idsOf(field.steps));
    case 'file':
    case 'table':
    case 'repeated-group':
    case 'dated-entries':
      return [];
    case 'text':
    case 'long-text':
    case 'number':
    case 'date':
    case 'link':
      return textAt(form, name);
  }
}

function parseRows(fields: readonly TaskField[], form: Form, name: string, isDated = false): Row[] {
  const ids = textAt(form, `${name}.rows`)
    .split(',')
    .filter((id) => id !== '');
  if (ids.length > mostRows) throw new DraftMalformed(`${ids.length} rows`);
  if (new Set(ids).size < ids.length || !ids.every((id) => rowId.test(id)))
    throw new DraftMalformed('Rows with ids that are none, or with the same id');
  return ids.map((id) => ({
    id,
    ...(isDated ? { date: textAt(form, `${name}.${id}.date`) } : {}),
    values: Object.fromEntries(
      fields
        .filter(({ kind }) => kind !== 'file')
        .map((field) => [field.id, parseSimple(field, form, `${name}.${id}.${field.id}`)]),
    ),
  }));
}

function oneOf(form: Form, name: string, allowed: readonly string[]): string {
  const value = textAt(form, name);
  return value === '' ? value : allowedOr(value, allowed);
}

function severalOf(form: Form, name: string, allowed: readonly string[]): string[] {
  const given: unknown = Object.hasOwn(form, name) ? form[name] : [];
  const values: unknown[] = Array.isArray(given) ? given : [given];
  return [...new Set(values.filter((value) => value !== '').map((value) => allowedOr(value, allowed)))];
}

function allowedOr(value: unknown, allowed: readonly string[]): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new DraftMalformed('An option that the field does not have');
}

/** With the line ends of a text area made plain, and without what no database keeps as it is. */
export function textAt(form: Form, name: string): string {
  const value: unknown = Object.hasOwn(form, name) ? form[name] : '';
  if (typeof value !== 'string') throw new DraftMalformed(`${name} is no text`);
  return value
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

function idsOf(choices: readonly { readonly id: string }[]): string[] {
  return choices.map(({ id }) => id);
}
