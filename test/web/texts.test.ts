import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTexts } from '../../src/web/texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'lcf-texts-'));
const write = (language: string, texts: object): void => {
  mkdirSync(join(folder, language));
  writeFileSync(join(folder, language, 'sample.json'), JSON.stringify(texts));
};
write('en', {
  welcome: 'Welcome, {{name}}: {{ name }} of {{course}}',
  left_zero: 'None left',
  left_one: '{{count}} is left for {{name}}',
  left_other: '{{count}} are left',
  only: 'Only in English',
});
write('de', { welcome: 'Willkommen, {{name}}', left_one: '{{count}} übrig', left_other: '{{count}} übrig' });
afterAll(() => rmSync(folder, { recursive: true }));

const en = loadTexts(folder).inLanguage('en');
const de = loadTexts(folder).inLanguage('de');

describe('texts with values', () => {
  it('are filled in anew at every call', () => {
    expect(en('sample:welcome', { name: 'Ana', course: 'KA1' })).toBe('Welcome, Ana: Ana of KA1');
    expect(en('sample:welcome', { name: 'Tiago', course: 2 })).toBe('Welcome, Tiago: Tiago of 2');
  });

  it('take values as they are, whatever they look like', () => {
    const name = '$t(sample:only) {{course}} $& <b>';
    expect(de('sample:welcome', { name })).toBe(`Willkommen, ${name}`);
  });

  it('have nothing in the place of a value that is not there', () => {
    expect(en('sample:welcome', { name: null, course: undefined })).toBe('Welcome, :  of ');
  });

  it('choose the plural form by the count', () => {
    const say = (count: number): string => en('sample:left', { count, name: 'Ana' });
    expect([0, 1, 2, 1, 0].map(say)).toEqual([
      'None left',
      '1 is left for Ana',
      '2 are left',
      '1 is left for Ana',
      'None left',
    ]);
  });

  it('fall back to English, and to their key', () => {
    expect(de('sample:only')).toBe('Only in English');
    expect(de('sample:nothing')).toBe('nothing');
    expect(de('sample:nothing')).toBe('nothing');
  });
});
