import { readSheet } from '../../src/assessment/exchange/read-sheet.ts';
import { columnOf, headingOf, sheetColumns } from '../../src/assessment/exchange/sheet-columns.ts';

const known = sheetColumns(['clarity']);
const headings = ['Name [name]', 'Version [version]', 'Clarity [level.clarity]', 'No. [id]', 'Stand [stand]'];

const sheet = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  [headings, ...rows].map((cells) => cells.join(delimiter)).join('\r\n');
const one = ['Ana', '1', '3', 's1', 'm1.2'];

describe('reading a sheet', () => {
  it.each([
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a tab', '\t'],
  ])('takes %s between cells', (_name, delimiter) => {
    const read = readSheet(Buffer.from(sheet([one], delimiter)), known);
    expect(read.fault).toBeNull();
    expect(read.rows.map(({ cells }) => [...cells.values()])).toEqual([one]);
  });

  it.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
  ])('reads %s', (_name, encode) => {
    const { rows } = readSheet(encode(sheet([['Zoë Müller', ...one.slice(1)]])), known);
    expect(rows[0]?.cells.get('name')).toBe('Zoë Müller');
  });

  it('finds columns in any order by their brackets, and says which headings it does not know', () => {
    const read = readSheet(
      Buffer.from('Mood,Stand [stand],Anything you like [ID],Version [version]\ngood,m1.1,s1,2\n'),
      known,
    );
    expect(read.unknownColumns).toEqual(['Mood']);
    expect(Object.fromEntries(read.rows[0]?.cells ?? [])).toEqual({ stand: 'm1.1', id: 's1', version: '2' });
  });

  it('names a row as the spreadsheet does, and leaves empty ones out', () => {
    const { rows } = readSheet(Buffer.from(sheet([['', '', '', '', ''], one])), known);
    expect(rows.map(({ line }) => line)).toEqual([3]);
  });

  it('keeps lines within a cell', () => {
    const { rows } = readSheet(Buffer.from(sheet([['"Ana\r\nB; C"', '1', '3', 's1', 'x']])), known);
    expect(rows[0]?.cells.get('name')).toBe('Ana\nB; C');
  });

  it.each([
    ['nothing', Buffer.from('  \n'), 'empty', ''],
    ['a workbook', Buffer.from('PK\u0003\u0004…'), 'not-a-sheet', ''],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'not-a-sheet', ''],
    ['open quotes', Buffer.from('A [id],B [stand]\n"s1,m1'), 'broken', ''],
    [
      'no column for the hand-in',
      Buffer.from('Name [name],S [stand],V [version]\nAna,x,1'),
      'column-missing',
      'id',
    ],
    ['a column twice', Buffer.from('A [id],B [id],S [stand]\n1,2,3'), 'column-twice', 'id'],
    ['too many rows', Buffer.from(sheet(Array.from({ length: 2_001 }, () => one))), 'too-many-rows', '2000'],
  ])('says of %s why it cannot be read', (_name, bytes, code, detail) => {
    expect(readSheet(bytes, known).fault).toEqual({ code, detail });
  });

  it('finds a heading again that it wrote', () => {
    for (const column of known) expect(columnOf(headingOf('Depth [of thought]', column))).toBe(column);
  });
});
