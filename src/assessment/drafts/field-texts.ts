import type { FieldValue, Row } from '../model.ts';

/** Characters of any one text. A task asks for a few hundred words; whoever pastes a book is told so. */
export const longestText = 20_000;
/** Characters of a whole draft. */
export const longestDraft = 200_000;

/** One text of a field: its own, or that of a field within a row. */
export interface PlacedText {
  readonly fieldId: string;
  readonly rowId: string | null;
  readonly innerId: string | null;
  readonly text: string;
}

/** Every text of a field with its place; option ids and file ids are texts too. */
export function textsOf(fieldId: string, value: FieldValue): PlacedText[] {
  if (typeof value === 'string') return [{ fieldId, rowId: null, innerId: null, text: value }];
  return value.flatMap((item): PlacedText[] =>
    typeof item === 'string'
      ? [{ fieldId, rowId: null, innerId: null, text: item }]
      : Object.entries(item.values).flatMap(([innerId, inner]) =>
          [inner].flat().map((text) => ({ fieldId, rowId: item.id, innerId, text })),
        ),
  );
}

/** Characters that a value takes, ids and days of its rows too. */
export function sizeOf(value: FieldValue): number {
  const texts = textsOf('', value).reduce((sum, { text }) => sum + text.length, 0);
  return texts + rowsOf(value).reduce((sum, { id, date = '' }) => sum + id.length + date.length, 0);
}

export function rowsOf(value: FieldValue): readonly Row[] {
  return typeof value === 'string' ? [] : value.filter((item) => typeof item !== 'string');
}

/** Nothing was written there. A row counts as written once anything stands in it. */
export function isBlank(value: FieldValue | undefined): boolean {
  if (value === undefined) return true;
  return (
    textsOf('', value).every(({ text }) => text.trim() === '') &&
    rowsOf(value).every(({ date = '' }) => date === '')
  );
}

/** Two values that say the same are the same, whenever their rows first came. */
export function isSameValue(one: FieldValue, other: FieldValue): boolean {
  return canonical(one) === canonical(other);
}

/** The value as a text that is the same for the same words. */
export function canonical(value: FieldValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return JSON.stringify(value.map((item) => (typeof item === 'string' ? item : canonicalRow(item))));
}

function canonicalRow({ id, date = '', values }: Row): unknown {
  const inner = Object.entries(values).filter(([, value]) => value.length > 0);
  return [id, date, inner.sort(([one], [other]) => (one < other ? -1 : 1))];
}
