import fc from 'fast-check';
import { toPlainText } from '../../src/lti/plain-text.ts';

describe('names and titles from platforms', () => {
  it.each([
    ['  Ana \n Ruiz ', 'Ana Ruiz'],
    ['e\u0301', 'é'],
    ['\u202Etxt.exe', 'txt.exe'],
    ['a\u0000b', 'a b'],
    ['👩\u200D🏫', '👩\u200D🏫'],
    ['Ελένη', 'Ελένη'],
    ['', null],
    ['\u200B \u0007', null],
    [5, null],
    [undefined, null],
  ])('%j becomes %j', (value, text) => {
    expect(toPlainText(value, 50)).toBe(text);
  });

  it('never cuts a character in two', () => {
    expect(toPlainText('👍👍👍', 2)).toBe('👍👍');
  });

  it('is short, clean and stays as it is when it is cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (value, length) => {
        const text = toPlainText(value, length);
        if (text === null) return;
        expect([...text].length).toBeLessThanOrEqual(length);
        expect(text).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(toPlainText(text, length)).toBe(text);
      }),
    );
  });
});
