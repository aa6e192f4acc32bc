import type { FieldValue, Row } from '../../../../assessment/index.ts';
import type { TaskField } from '../../../../curriculum/index.ts';
import { plainText } from '../plain-text.ts';
import { cellsOf, isRows, nameOf, rowsOf } from './write-field-model.ts';

/** Names and values with which a form says what stands in a field. */
export type Entries = readonly (readonly [name: string, value: string])[];

/** The opposite of reading a form: what a page fills its controls with. */
export function entriesOf(fieldId: string, value: FieldValue): Entries {
  const name = nameOf(fieldId);
  const rows = rowsOf(value);
  if (rows.length === 0) return simpleEntries(name, value as string | readonly string[]);
  return [
    [`${name}.rows`, rows.map(({ id }) => id).join(',')],
    ...rows.flatMap((row) => rowEntries(`${name}.${row.id}`, row)),
  ];
}

function rowEntries(name: string, { date, values }: Row): Entries {
  const cells = Object.entries(values).flatMap(([id, value]) => simpleEntries(`${name}.${id}`, value));
  return date ? [[`${name}.date`, date], ...cells] : cells;
}

function simpleEntries(name: string, value: string | readonly string[]): Entries {
  return [value]
    .flat()
    .filter((one) => one !== '')
    .map((one) => [name, one] as const);
}

/** A value in words, one line for each cell, to be compared with another. */
export function describeValue(field: TaskField, value: FieldValue): string {
  if (!isRows(field)) return describeSimple(field, value as string | readonly string[]);
  const rows = rowsOf(value).map(({ date, values }, index) => {
    const cells = cellsOf(field)
      .map((cell) => ({ label: cell.label, text: describeSimple(cell, values[cell.id] ?? '') }))
      .filter(({ text }) => text !== '')
      .map(({ label, text }) => `${label}: ${text}`);
    return [`${index + 1}. ${date ?? ''}`.trim(), ...cells].join('\n');
  });
  return rows.join('\n\n');
}

function describeSimple(field: TaskField, value: string | readonly string[]): string {
  const options = field.kind === 'choice' ? field.options : field.kind === 'scale' ? field.steps : null;
  if (!options) return [value].flat().join(', ');
  const chosen = [value].flat();
  return options
    .filter(({ id }) => chosen.includes(id))
    .map(({ html }) => plainText(html))
    .join(', ');
}
