/**
 * What stands in a cell of a sheet that is opened in a spreadsheet. Text that a spreadsheet would run as a formula gets
 * an apostrophe before it, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection), and so does text that
 * already looks like that, so that reading gives back exactly what was written.
 */
export function protectCell(text: string): string {
  return runsAsFormula.test(text) ? `'${text}` : text;
}

/** The inverse; ends of lines become one character, since spreadsheets write them as they please. */
export function readCell(cell: string): string {
  const text = cell.replaceAll(/\r\n?/g, '\n');
  return text.startsWith("'") && runsAsFormula.test(text.slice(1)) ? text.slice(1) : text;
}

/** Any number of apostrophes, then a character that begins a formula, or its full-width form, or a control character. */
const runsAsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;
