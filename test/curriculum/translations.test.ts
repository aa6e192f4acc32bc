import { compareTranslation } from '../../src/curriculum/index.ts';
import { changed, files, small } from './fixture.ts';

const german = new Map([
  ...small,
  ['de/glossary.yaml', 'domain:\n  term: Anliegen\n  definition: Was ihnen wichtig ist.\n'],
  ['modules/01-groups/de/task.md', '## Zweck'],
  [
    'modules/01-groups/de/quiz.yaml',
    'title: Quiz\nquestions:\n  truth: { prompt: x }\n  gone: { prompt: y }\n',
  ],
]);

function stateOf(set: ReadonlyMap<string, string>, piece: string): string | undefined {
  return compareTranslation(set, 'en', 'de').pieces.find((found) => found.piece === piece)?.state;
}

describe('a translation', () => {
  const truth = 'modules/01-groups/quiz.yaml#questions.truth';

  it('says which pieces are missing, unconfirmed or without a source', () => {
    expect(stateOf(german, 'modules/01-groups/lessons/first-steps.md')).toBe('missing');
    expect(stateOf(german, 'modules/01-groups/quiz.yaml#introduction')).toBe('missing');
    expect(stateOf(german, 'modules/01-groups/figures/ring.svg')).toBe('missing');
    expect(stateOf(german, truth)).toBe('unconfirmed');
    expect(stateOf(german, 'glossary.yaml#domain.term')).toBe('unconfirmed');
    expect(stateOf(german, 'modules/01-groups/quiz.yaml#questions.gone')).toBe('orphaned');
  });

  it('is current once confirmed, and out of date when the source changes', () => {
    const confirmed = compareTranslation(german, 'en', 'de').confirm((piece) =>
      piece.startsWith('modules/01'),
    );
    const kept = new Map([...german, ['de/translated-from.yaml', confirmed]]);
    expect(stateOf(kept, truth)).toBe('current');
    expect(stateOf(kept, 'modules/01-groups/task.md')).toBe('current');
    expect(stateOf(kept, 'glossary.yaml#domain.term')).toBe('unconfirmed');

    const source = changed(files.quizText, 'A community needs a budget.', 'Every community needs a budget.');
    const later = new Map([...kept, [files.quizText, source.get(files.quizText) ?? '']]);
    expect(stateOf(later, truth)).toBe('outdated');
    expect(stateOf(later, 'modules/01-groups/quiz.yaml#title')).toBe('current');
  });

  it('keeps earlier confirmations and drops those of pieces that are gone', () => {
    const first = compareTranslation(german, 'en', 'de').confirm(() => true);
    expect(first).not.toContain('questions.gone');
    const kept = new Map([...german, ['de/translated-from.yaml', first]]);
    kept.delete('modules/01-groups/de/task.md');
    const second = compareTranslation(kept, 'en', 'de').confirm(() => false);
    expect(second).toContain(truth);
    expect(second).not.toContain('task.md');
  });
});
