import fc from 'fast-check';
import { readCurriculum } from '../../src/curriculum/index.ts';
import { small } from './fixture.ts';

const names = [...small.keys()];

/** Replaces one line of one file. */
function damaged(file: string, at: number, line: string): ReadonlyMap<string, string> {
  const lines = (small.get(file) ?? '').split('\n');
  lines.splice(at % lines.length, 1, line);
  return new Map([...small, [file, lines.join('\n')]]);
}

it('answers any damage to a line with a curriculum or with errors that have a place', () => {
  const junk = fc.oneof(
    fc.constantFrom(
      '',
      '[]',
      '- x',
      ': ',
      '&a *a',
      '!!js x',
      '  id: 1',
      '? {',
      '...',
      '---',
      ':::',
      '![](x)',
      'a: b: c',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(200), junk, (file, at, line) => {
      const { curriculum, issues } = readCurriculum(damaged(file, at, line));
      const errors = issues.filter(({ severity }) => severity === 'error');
      expect(curriculum === null).toBe(errors.length > 0);
      for (const issue of issues) expect(issue.line === null || issue.line >= 1).toBe(true);
    }),
    { numRuns: 150 },
  );
});
