import { parse } from 'csv-parse/sync';
import { columnOf, neededColumns } from './sheet-columns.ts';
import { decodeSheet } from './decode-sheet.ts';
import { readCell } from './sheet-cell.ts';

/** One person's row. `line` is where it stands in the spreadsheet, the headings being row 1. */
export interface SheetRow {
  readonly line: number;
  /** Column → what stands there, trimmed. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Why nothing of a sheet can be read. `detail`: the column or row that it is about. */
export interface SheetFault {
  readonly code: 'empty' | 'not-a-sheet' | 'broken' | 'column-missing' | 'column-twice' | 'too-many-rows';
  readonly detail: string;
}

export type ReadSheet =
  | { readonly fault: SheetFault; readonly rows: readonly never[]; readonly unknownColumns: readonly never[] }
  | {
      readonly fault: null;
      readonly rows: readonly SheetRow[];
      /** Headings that stand for nothing here: they are left aside, and that is said. */
      readonly unknownColumns: readonly string[];
    };

const mostRows = 2_000;

/**
 * Reads a sheet as a spreadsheet wrote it: comma, semicolon or tab between cells; UTF-8, UTF-16 or Windows-1252. Columns
 * may stand in any order.
 */
export function readSheet(bytes: Buffer, known: readonly string[]): ReadSheet {
  const text = decodeSheet(bytes);
  if (text === null) return faulty('not-a-sheet');
  if (text.trim() === '') return faulty('empty');
  const records = recordsOf(text);
  if (records === null) return faulty('broken');
  const [headings = [], ...rest] = records;
  if (rest.length > mostRows) return faulty('too-many-rows', String(mostRows));
  const columns = headings.map(columnOf);
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index);
  if (twice) return faulty('column-twice', twice);
  const missing = neededColumns.find((column) => !columns.includes(column));
  if (missing) return faulty('column-missing', missing);
  return {
    fault: null,
    rows: rest.flatMap((cells, index) => rowOf(cells, { columns, line: index + 2 })),
    unknownColumns: headings.filter((heading, index) => {
      const column = columns[index];
      return heading.trim() !== '' && (!column || !known.includes(column));
    }),
  };
}

function faulty(code: SheetFault['code'], detail = ''): ReadSheet {
  return { fault: { code, detail }, rows: [], unknownColumns: [] };
}

/** Null where quotes do not close: what stands where cannot be told then. */
function recordsOf(text: string): string[][] | null {
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true });
  } catch {
    return null;
  }
}

/** The one that the headings have most of. */
function delimiterOf(text: string): string {
  const [headings = ''] = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r|\n/, 1);
  const countOf = (delimiter: string): number => headings.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) =>
    countOf(delimiter) > countOf(best) ? delimiter : best,
  );
}

/** Nothing for a row that is empty throughout. */
function rowOf(
  cells: readonly string[],
  { columns, line }: { readonly columns: readonly (string | null)[]; readonly line: number },
): SheetRow[] {
  if (cells.every((cell) => cell.trim() === '')) return [];
  const named = columns.flatMap((column, index) =>
    column === null ? [] : [[column, readCell(cells[index] ?? '').trim()] as const],
  );
  return [{ line, cells: new Map(named) }];
}
