import type { FieldValue, Row } from '../../../assessment/index.ts';

/** The rows of a table, a group or dated entries; none where a value of another kind is stored. */
export function rowsOf(value: FieldValue | undefined): readonly Row[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly (Row | string)[]).filter((one): one is Row => typeof one !== 'string');
}

/** A value that is not rows; '' where rows are stored. */
export function simpleValueOf(value: FieldValue | undefined): string | readonly string[] {
  if (typeof value === 'string') return value;
  return ((value ?? []) as readonly (Row | string)[]).filter((one): one is string => typeof one === 'string');
}
