import fc from 'fast-check';
import type { Mark } from '../../../src/assessment/index.ts';
import { asId } from '../../../src/shared/index.ts';
import { fieldsOfMark } from '../../../src/web/pages/trainer/grading/mark-fields.ts';
import { parseMarkForm } from '../../../src/web/pages/trainer/grading/parse-mark-form.ts';

const marker = { enrolmentId: asId<'enrolment'>('e-1'), personId: asId<'person'>('p-1'), name: 'Sofia' };
const at = new Date('2026-11-22T10:00:00Z');
const empty: Mark = {
  ...{ id: asId<'mark'>('m-1'), version: 1, role: 'alone', marker, levels: {}, personLevels: {} },
  ...{ comments: [], overall: '', todo: '', decision: null, reason: '' },
  ...{ startedAt: at, updatedAt: at, finishedAt: null, revision: 1 },
};

describe('the form of a mark', () => {
  it('says the levels, words and comments that it names, and nothing of others', () => {
    const form = {
      ...{ token: 'x', 'level.accuracy': '3', 'level.clarity': '', 'person.e-2.accuracy': '0' },
      ...{
        overall: 'Two\r\nlines',
        decision: '',
        'comment.abc.text': 'Why?',
        'comment.abc.criterion': 'clarity',
      },
    };
    expect(parseMarkForm(form)).toEqual([
      { kind: 'level', criterionId: 'accuracy', level: 3 },
      { kind: 'level', criterionId: 'clarity', level: null },
      { kind: 'person-level', enrolmentId: 'e-2', criterionId: 'accuracy', level: 0 },
      { kind: 'overall', text: 'Two\nlines' },
      { kind: 'decision', decision: null },
      { kind: 'comment', id: 'abc', criterionId: 'clarity', anchor: null, text: 'Why?' },
    ]);
  });

  it.each([
    { 'level.accuracy': '5' },
    { 'level.accuracy': 'three' },
    { decision: 'maybe' },
    { overall: ['two', 'texts'] },
    { 'comment.abc.text': 'x', 'comment.abc.anchor': 'no JSON' },
  ])('refuses %j', (form) => {
    expect(() => parseMarkForm(form)).toThrow('These are no changes of a mark');
  });

  it('gives back every mark that its fields were made from', () => {
    const words = fc.string().map((text) => text.replaceAll('\r\n', '\n'));
    const place = {
      kind: 'passage',
      fieldId: 'f',
      rowId: null,
      innerId: null,
      start: 2,
      end: 9,
      quote: 'q',
    } as const;
    const comments = fc.array(
      fc.record({
        text: words,
        anchor: fc.constantFrom(null, place),
        criterionId: fc.constantFrom(null, 'clarity'),
      }),
    );
    fc.assert(
      fc.property(words, words, comments, (overall, todo, list) => {
        const own = list.map((comment, index) => ({ ...comment, id: asId<'comment'>(`c${index}`), at }));
        const changes = parseMarkForm(fieldsOfMark({ ...empty, overall, todo, comments: own }));
        expect(changes).toContainEqual({ kind: 'overall', text: overall });
        expect(changes).toContainEqual({ kind: 'todo', text: todo });
        expect(changes.filter(({ kind }) => kind === 'comment')).toEqual(
          own.map(({ id, text, anchor, criterionId }) => ({
            kind: 'comment',
            id,
            text,
            anchor,
            criterionId,
          })),
        );
      }),
    );
  });
});
