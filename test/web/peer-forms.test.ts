import { parseReviewChanges } from '../../src/web/forms/peer-forms.ts';

describe('a form with a review', () => {
  it('is read field by field, with what its page knew', () => {
    const form = { overall: 'Clear.\r\nShort.', 'was.overall': 'Clear.', token: 'x', 'level.focus': '3' };
    expect(parseReviewChanges(form)).toEqual([
      { field: 'overall', before: 'Clear.', value: 'Clear.\nShort.' },
      { field: 'level.focus', before: '', value: '3' },
    ]);
  });

  it('never takes a text that is far too long for an empty one, which would replace what is stored', () => {
    const [change] = parseReviewChanges({ overall: 'x'.repeat(100_000), 'was.overall': 'What is stored.' });
    expect(change?.value).toHaveLength(100_000);
  });

  it('is refused where a field comes twice', () => {
    const error = expect.objectContaining({ code: 'malformed-request' }) as unknown;
    expect(() => parseReviewChanges({ overall: ['One', 'Two'] })).toThrow(error as Error);
  });
});
