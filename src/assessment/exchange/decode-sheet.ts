/**
 * The text of a file that a spreadsheet wrote: UTF-8, UTF-16 by its mark, else Windows-1252, which Excel's plain "CSV"
 * is in Western Europe. Null for what is no text, such as a workbook (XLSX and ODS are ZIP archives).
 */
export function decodeSheet(bytes: Buffer): string | null {
  const encoding = encodingOf(bytes);
  const text = encoding === null ? null : new TextDecoder(encoding).decode(bytes);
  return text === null || text.includes('\0') ? null : text;
}

function encodingOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
