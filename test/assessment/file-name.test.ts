import fc from 'fast-check';
import { cleanFileName } from '../../src/assessment/files/clean-file-name.ts';

describe('a file name', () => {
  it.each([
    ['C:\\Users\\Eleni\\sheet.JPG', 'image/jpeg', 'sheet.jpg'],
    ['evil\u202egpj.exe', 'image/png', 'evilgpj.png'],
    ['.htaccess', 'text/plain', 'file.txt'],
    ['Übung 3 – „Kreis“.pdf', 'application/pdf', 'Übung 3 – „Kreis“.pdf'],
    ['', 'application/pdf', 'file.pdf'],
  ])('%j becomes one that can be shown and saved', (name, type, wanted) => {
    expect(cleanFileName(name, type)).toBe(wanted);
  });

  it('is never a path, never hidden, never long, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const clean = cleanFileName(name, 'image/png');
        expect(clean).toMatch(/^[^./\\\p{C}][^/\\\p{C}]*\.png$/u);
        expect([...clean].length).toBeLessThanOrEqual(104);
      }),
    );
  });
});
