import type { EnrolmentId } from '../../shared/index.ts';
import type { Draft, DraftField, FieldValue, Row } from '../model.ts';
import { isBlank, isSameValue, longestText } from './field-texts.ts';

/**
 * The fields of somebody who leaves the others: what was written together, and after it what they had begun alone before.
 * Of a single choice or a number, what was written together stands. What the others say they did stays with them.
 */
export function mergeDrafts(own: Draft, together: Draft, leaver: EnrolmentId, now: Date): Draft['fields'] {
  const ids = new Set([...Object.keys(own.fields), ...Object.keys(together.fields)]);
  const mine = [...ids].filter((id) => !id.startsWith('own.') || id === `own.${leaver}`);
  return Object.fromEntries(
    mine.flatMap((id) => {
      const field = mergeFields(own.fields[id], together.fields[id], { leaver, now });
      return field ? [[id, field]] : [];
    }),
  );
}

function mergeFields(
  own: DraftField | undefined,
  together: DraftField | undefined,
  { leaver, now }: { readonly leaver: EnrolmentId; readonly now: Date },
): DraftField | undefined {
  if (!together || isBlank(together.value)) return own;
  const value = own ? mergeValues(own.value, together.value) : together.value;
  if (own && isSameValue(own.value, value)) return own;
  return { value, revision: (own?.revision ?? 0) + 1, savedAt: now, savedBy: leaver };
}

function mergeValues(own: FieldValue, together: FieldValue): FieldValue {
  if (isBlank(own) || isSameValue(own, together)) return together;
  if (typeof own === 'string' || typeof together === 'string') return mergeTexts(own, together);
  if (together.every((item) => typeof item !== 'string') && own.every((item) => typeof item !== 'string'))
    return mergeRows(own, together);
  return together;
}

/** Texts of several words are kept one after the other; of a word, a number or an option, only one can stand. */
function mergeTexts(own: FieldValue, together: FieldValue): FieldValue {
  if (typeof own !== 'string' || typeof together !== 'string' || !/\s/.test(own.trim())) return together;
  if (together.includes(own)) return together;
  if (own.includes(together)) return own;
  const both = `${together}\n\n${own}`;
  return both.length > longestText ? together : both;
}

function mergeRows(own: readonly Row[], together: readonly Row[]): readonly Row[] {
  const isKept = (row: Row): boolean =>
    together.some((other) => isSameValue([{ ...other, id: row.id }], [row]));
  const added = own.filter((row) => !isBlank([row]) && !isKept(row));
  const taken = new Set(together.map(({ id }) => id));
  return [
    ...together,
    ...added.map((row) => (taken.has(row.id) ? { ...row, id: `${row.id.slice(0, 20)}-own` } : row)),
  ];
}
