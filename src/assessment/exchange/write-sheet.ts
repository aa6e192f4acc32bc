import { stringify } from 'csv-stringify/sync';
import { protectCell } from './sheet-cell.ts';

/**
 * A sheet as spreadsheets open it: with a mark for UTF-8, and nothing in it that would run as a formula. `delimiter`: what
 * the reader's spreadsheet expects, comma or semicolon.
 */
export function writeSheet(rows: readonly (readonly string[])[], delimiter: ',' | ';'): string {
  return stringify(
    rows.map((cells) => cells.map(protectCell)),
    { bom: true, delimiter, record_delimiter: 'windows' },
  );
}
