import type { TaskField } from '../../curriculum/index.ts';
import type { FieldValue, Row } from '../model.ts';
import type { DraftProblem } from './check-draft.ts';
import { countWords } from './count-words.ts';
import { isBlank, rowsOf } from './field-texts.ts';

/** Where something stands; all null: the whole. */
export interface Place {
  readonly fieldId: string | null;
  readonly rowId: string | null;
  readonly innerId: string | null;
}

type Finding = Pick<DraftProblem, 'code' | 'values' | 'blocking'>;

/** What is wrong with one field of a task. */
export function checkField(field: TaskField, value: FieldValue): DraftProblem[] {
  switch (field.kind) {
    case 'table':
      return checkRows(field, field.columns, { least: field.minRows, most: field.maxRows }, value);
    case 'repeated-group':
    case 'dated-entries':
      return checkRows(field, field.fields, { least: field.minEntries, most: field.maxEntries }, value);
    case 'text':
    case 'long-text':
    case 'number':
    case 'date':
    case 'choice':
    case 'scale':
    case 'link':
    case 'file':
      return at({ fieldId: field.id, rowId: null, innerId: null }, checkSimple(field, value));
  }
}

function checkSimple(field: TaskField, value: FieldValue): Finding[] {
  if (isBlank(value)) return field.required ? [blocking('missing')] : [];
  if (typeof value !== 'string')
    return field.kind === 'file' && value.length > field.maxFiles
      ? [blocking('too-many-files', { most: field.maxFiles, found: value.length })]
      : [];
  switch (field.kind) {
    case 'text':
      return value.length > field.maxLength
        ? [blocking('too-long', { most: field.maxLength, found: value.length })]
        : [];
    case 'long-text':
      return checkWords(field, countWords(value));
    case 'number':
      return checkNumber(field, value);
    case 'date':
      return checkDate(value, field);
    case 'link':
      return isLink(value) ? [] : [blocking('no-link')];
    case 'choice':
    case 'scale':
    case 'file':
    case 'table':
    case 'repeated-group':
    case 'dated-entries':
      return [];
  }
}

function checkWords(
  { minWords, maxWords }: { minWords: number | null; maxWords: number | null },
  found: number,
): Finding[] {
  if (minWords !== null && found < minWords) return [advice('too-few-words', { least: minWords, found })];
  if (maxWords !== null && found > maxWords) return [advice('too-many-words', { most: maxWords, found })];
  return [];
}

function checkNumber({ min, max }: { min: number | null; max: number | null }, value: string): Finding[] {
  const text = value.trim();
  if (!/^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text)) return [blocking('no-number')];
  const number = Number(text.replace(',', '.'));
  if (min !== null && number < min) return [blocking('number-too-small', { least: min })];
  if (max !== null && number > max) return [blocking('number-too-big', { most: max })];
  return [];
}

function checkDate(
  value: string,
  { earliest, latest }: { readonly earliest: string | null; readonly latest: string | null },
): Finding[] {
  const day = value.trim();
  if (dayNumber(day) === null) return [blocking('no-date')];
  if (earliest !== null && day < earliest) return [blocking('date-too-early', { least: earliest })];
  if (latest !== null && day > latest) return [blocking('date-too-late', { most: latest })];
  return [];
}

/** Days since 1970; null for what is no day of the calendar. */
function dayNumber(day: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const time = Date.parse(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return isReal ? time / 86_400_000 : null;
}

function isLink(value: string): boolean {
  if (!URL.canParse(value.trim())) return false;
  const { protocol, hostname } = new URL(value.trim());
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '';
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Rows in which nothing stands do not count; they are left out of what is handed in. */
function checkRows(
  field: TaskField,
  inner: readonly TaskField[],
  { least, most }: Range,
  value: FieldValue,
): DraftProblem[] {
  const rows = rowsOf(value).filter((row) => !isBlank([row]));
  const place = { fieldId: field.id, rowId: null, innerId: null };
  if (rows.length === 0) return field.required ? at(place, [blocking('missing')]) : [];
  const count = [
    ...(rows.length < least ? [blocking('too-few-rows', { least, found: rows.length })] : []),
    ...(rows.length > most ? [blocking('too-many-rows', { most, found: rows.length })] : []),
  ];
  const days = field.kind === 'dated-entries' ? checkDays(field.id, rows, field.daysApart) : [];
  const cells = rows.flatMap((row) => checkCells(field.id, inner, row));
  return [...at(place, count), ...days, ...cells];
}

function checkCells(fieldId: string, inner: readonly TaskField[], row: Row): DraftProblem[] {
  return inner.flatMap((field) => {
    const value = Object.hasOwn(row.values, field.id) ? (row.values[field.id] ?? '') : '';
    return at({ fieldId, rowId: row.id, innerId: field.id }, checkSimple(field, value));
  });
}

function checkDays(fieldId: string, rows: readonly Row[], daysApart: number): DraftProblem[] {
  const dated = rows.map(({ id, date = '' }) => ({ id, date: date.trim(), day: dayNumber(date.trim()) }));
  const wrong = dated.flatMap(({ id, date, day }) =>
    day === null
      ? at({ fieldId, rowId: id, innerId: null }, [blocking(date === '' ? 'missing' : 'no-date')])
      : [],
  );
  const days = dated
    .flatMap(({ id, day }) => (day === null ? [] : [{ id, day }]))
    .sort((one, other) => one.day - other.day);
  const close = days.flatMap(({ id, day }, index) => {
    const before = days[index - 1];
    return before && day - before.day < daysApart
      ? at({ fieldId, rowId: id, innerId: null }, [
          advice('entries-too-close', { days: daysApart, found: day - before.day }),
        ])
      : [];
  });
  return [...wrong, ...close];
}

function at(place: Place, findings: readonly Finding[]): DraftProblem[] {
  return findings.map((finding) => ({ ...place, ...finding }));
}

function blocking(code: Finding['code'], values: Finding['values'] = {}): Finding {
  return { code, values, blocking: true };
}

function advice(code: Finding['code'], values: Finding['values']): Finding {
  return { code, values, blocking: false };
}
