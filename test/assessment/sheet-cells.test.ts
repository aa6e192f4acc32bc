import fc from 'fast-check';
import { protectCell, readCell } from '../../src/assessment/exchange/sheet-cell.ts';
import { readableName, uniqueName } from '../../src/assessment/exchange/readable-name.ts';

const dangerous = fc.constantFrom('=', '+', '-', '@', '\t', '＝', '＋', '－', '＠', "'=", "''@");

describe('a cell of a sheet', () => {
  it('never begins as a formula does', () => {
    fc.assert(
      fc.property(fc.oneof(dangerous, fc.constant('')), fc.string(), (begin, rest) => {
        expect(protectCell(begin + rest)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it('reads back exactly what was written', () => {
    fc.assert(
      fc.property(fc.oneof(dangerous, fc.constant('')), fc.string({ unit: 'grapheme' }), (begin, rest) => {
        const text = (begin + rest).replaceAll(/\r\n?/g, '\n');
        expect(readCell(protectCell(text))).toBe(text);
      }),
    );
  });

  it('leaves ordinary text and numbers alone', () => {
    for (const text of ['3', "It's clear", 'Name it: who does what', '', "'quoted'"]) {
      expect(protectCell(text)).toBe(text);
      expect(readCell(text)).toBe(text);
    }
  });

  it('reads the ends of lines of every system alike', () => {
    expect(readCell('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });
});

describe('a name in an archive', () => {
  it('can be unpacked everywhere and never leaves its folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const readable = readableName(name);
        expect(readable).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u);
        expect(readable).not.toMatch(/^\.|[. ]$/);
        expect(readable).not.toBe('');
        expect([...readable].length).toBeLessThanOrEqual(81);
      }),
    );
  });

  it('keeps letters of every language, and the ending of a long one', () => {
    expect(readableName('Ελένη Παπαδοπούλου – šport.pdf')).toBe('Ελένη Παπαδοπούλου – šport.pdf');
    expect(readableName(`${'a'.repeat(200)}.docx`)).toMatch(/^a{75}\.docx$/);
  });

  it('takes out separators, and names that Windows keeps for itself', () => {
    expect(readableName('../../etc/passwd')).toBe('etc passwd');
    expect(readableName('con.txt')).toBe('_con.txt');
    expect(readableName('photo\u202egpj.exe')).toBe('photo gpj.exe');
  });

  it('is given once in a folder, whatever the case', () => {
    const taken = new Set<string>();
    expect(['a.pdf', 'A.pdf', 'a.pdf', 'b'].map((name) => uniqueName(name, taken))).toEqual([
      'a.pdf',
      'A (2).pdf',
      'a (3).pdf',
      'b',
    ]);
  });
});
