import { explainFailure } from '../../src/cli/explain-failure.ts';
import { projectPaths } from '../../src/config/index.ts';
import { BrokenCurriculum } from '../../src/curriculum/index.ts';
import { NoSuchPlatform } from '../../src/lti/errors.ts';
import { loadTexts } from '../../src/web/index.ts';

const texts = loadTexts(projectPaths().locales);
const explain = (error: unknown, language: 'en' | 'de'): string[] =>
  explainFailure(error, texts.inLanguage(language), language);

describe('what stopped a command', () => {
  it('is said in the language of the terminal, with what to do', () => {
    expect(explain(new NoSuchPlatform('c-1'), 'de')).toEqual([
      'Diese Plattform gibt es nicht',
      'Als c-1 ist keine Plattform angemeldet, oder mehr als eine.',
      'Liste die Plattformen auf und nenne eine mit Client-ID und Issuer.',
    ]);
    expect(explain(new NoSuchPlatform('c-1'), 'en')[0]).toBe('There is no such platform');
  });

  it('names every mistake of the curriculum with file and line', () => {
    const issue = {
      file: 'curriculum.yaml',
      line: 3,
      severity: 'error',
      rule: 'file-missing',
      values: {},
    } as const;
    const broken = new BrokenCurriculum('curriculum', [issue]);
    const [heading, line] = explain(broken, 'de');
    expect(heading).toBe('Das Curriculum hat Fehler:');
    expect(line).toMatch(/^ {2}curriculum\.yaml:3 {2}\S/);
  });

  it('has a stack only where nobody foresaw it', () => {
    expect(explain(new Error('out of the blue'), 'en').join('\n')).toMatch(/out of the blue\n\s+at /);
  });
});
