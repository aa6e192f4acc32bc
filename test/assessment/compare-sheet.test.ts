import { compareSheet, type SheetWork } from '../../src/assessment/exchange/compare-sheet.ts';
import { cellsOfMark, standOf } from '../../src/assessment/exchange/mark-cells.ts';
import { readSheet, type SheetRow } from '../../src/assessment/exchange/read-sheet.ts';
import { headingOf, sheetColumns } from '../../src/assessment/exchange/sheet-columns.ts';
import { writeSheet } from '../../src/assessment/exchange/write-sheet.ts';
import type { Decision, Mark } from '../../src/assessment/index.ts';
import { asId } from '../../src/shared/index.ts';

const at = new Date('2026-03-02T09:00:00Z');
const mark: Mark = {
  ...{ id: asId<'mark'>('m1'), version: 1, role: 'alone', levels: { clarity: 3 }, personLevels: {} },
  marker: { enrolmentId: asId('sofia'), personId: asId('p'), name: 'Sofia' },
  comments: [
    { id: asId('c1'), criterionId: 'clarity', anchor: null, text: 'Clear throughout.', at },
    {
      ...{ id: asId('c2'), criterionId: 'clarity', text: 'This one.', at },
      anchor: { kind: 'file', fileId: 'f', page: 1 },
    },
  ],
  ...{ overall: '=1+1\r\nsecond line', todo: '', decision: null, reason: '' },
  ...{ startedAt: at, updatedAt: at, finishedAt: null, revision: 4 },
};
const work: SheetWork = {
  ...{ submissionId: asId('s1'), version: 1, mark, closed: null },
  authors: [{ enrolmentId: asId('ana'), name: 'Ana' }],
};
const words = {
  criterionIds: ['clarity', 'evidence'],
  decisions: new Map<string, Decision>([
    ['pass', 'pass'],
    ['bestanden', 'pass'],
  ]),
};
const columns = sheetColumns(words.criterionIds);

/** What comes back of a sheet in which somebody has changed some cells. */
function returned(changes: Readonly<Record<string, string>>, of: SheetWork = work): SheetRow[] {
  const stored = cellsOfMark(of.mark, words.criterionIds);
  const cells = columns.map((column) => {
    if (column === 'id') return of.submissionId;
    if (column === 'stand') return standOf(of.mark, of.version);
    return column === 'version' ? String(of.version) : (stored.get(column) ?? 'Ana');
  });
  const text = writeSheet([columns.map((column) => headingOf('Title', column)), cells], ';');
  return readSheet(Buffer.from(text), columns).rows.map(({ line, cells: read }) => ({
    line,
    cells: new Map([...read, ...Object.entries(changes)]),
  }));
}
const compare = (changes: Readonly<Record<string, string>>, now: SheetWork = work) =>
  compareSheet(returned(changes), [now], words)[0];

describe('a sheet that comes back', () => {
  it('changes nothing where nobody changed it, whatever it holds', () => {
    expect(compare({})).toMatchObject({ state: 'unchanged', changes: [], problems: [] });
  });

  it('names every cell that changes, with what stands there now', () => {
    expect(compare({ 'level.clarity': '2,0', 'level.evidence': '4', todo: 'Name a source.' })).toMatchObject({
      state: 'changes',
      changes: [
        { column: 'level.clarity', before: '3', after: '2' },
        { column: 'level.evidence', before: '', after: '4' },
        { column: 'todo', before: '', after: 'Name a source.' },
      ],
    });
  });

  it('takes nothing away where a cell is empty', () => {
    expect(compare({ 'level.clarity': '', 'comment.clarity': '', overall: '' })?.state).toBe('unchanged');
  });

  it('reads a decision in the words of any language', () => {
    expect(compare({ decision: 'Bestanden' })?.changes).toEqual([
      { column: 'decision', before: '', after: 'pass' },
    ]);
  });

  it('changes the comment on the criterion as a whole, not those in the text', () => {
    expect(compare({ 'comment.clarity': 'Clear, with an example.' })?.changes).toEqual([
      { column: 'comment.clarity', before: 'Clear throughout.', after: 'Clear, with an example.' },
    ]);
  });

  it.each([
    ['a level that does not exist', { 'level.clarity': '5' }, { code: 'level', value: '5' }],
    ['a word for a decision that nobody knows', { decision: 'maybe' }, { code: 'decision', value: 'maybe' }],
    ['a text that is too long', { overall: 'x'.repeat(20_001) }, { code: 'too-long', column: 'overall' }],
    ['no version', { todo: 'x', version: '' }, { code: 'version-malformed' }],
    ['an earlier version', { todo: 'x', version: '7' }, { code: 'version-old', version: 7, now: 1 }],
    ['an unknown hand-in', { todo: 'x', id: 's9' }, { code: 'unknown' }],
  ])('says of %s what is wrong, and nothing of the row counts', (_name, changes, problem) => {
    const row = compare({ ...changes, 'level.evidence': '4' });
    expect(row?.state).toBe('problem');
    expect(row?.problems).toMatchObject([problem]);
  });

  it('takes nothing of a hand-in that stands in two rows', () => {
    const rows = compareSheet([...returned({ todo: 'a' }), ...returned({ todo: 'b' })], [work], words);
    expect(rows.map(({ problems }) => problems)).toEqual([[{ code: 'twice' }], [{ code: 'twice' }]]);
  });

  it.each(['nothing-waits', 'mark-finished', 'to-decide', 'held', 'places-taken', 'other-rubric'] as const)(
    'takes nothing of a hand-in that is closed to this marker: %s',
    (code) => {
      const closed = { code, name: 'Marc' };
      expect(compare({ todo: 'x' }, { ...work, closed })?.problems).toEqual([closed]);
      expect(compare({}, { ...work, closed })?.state).toBe('unchanged');
    },
  );

  it('does not count by itself where the mark was changed meanwhile', () => {
    const newer = { ...work, mark: { ...mark, revision: 5, levels: { clarity: 4 as const } } };
    expect(compare({ 'level.evidence': '2' }, newer)).toMatchObject({
      state: 'newer',
      stand: 'm1.5',
      changes: [
        { column: 'level.clarity', before: '4', after: '3' },
        { column: 'level.evidence', before: '', after: '2' },
      ],
    });
  });

  it("does not count by itself where the sheet was made from another marker's mark, or before there was one", () => {
    const others = { ...work, mark: { ...mark, id: asId<'mark'>('m2') } };
    expect(compare({ todo: 'x' }, others)?.state).toBe('newer');
    expect(compareSheet(returned({ todo: 'x' }, { ...work, mark: null }), [work], words)[0]?.state).toBe(
      'newer',
    );
  });
});
