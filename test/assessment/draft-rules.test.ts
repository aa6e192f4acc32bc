import fc from 'fast-check';
import {
  checkDraft,
  countWords,
  fingerprintOf,
  parseDraftForm,
  parseFieldValue,
  type DraftProblem,
  type FieldValue,
} from '../../src/assessment/index.ts';
import { DraftMalformed } from '../../src/assessment/drafts/errors.ts';
import type { Task, TaskField } from '../../src/curriculum/index.ts';
import { asId } from '../../src/shared/index.ts';
import { aTask } from '../support/curriculum.ts';

const base = { label: 'Label', help: null, required: true } as const;
const options = ['a', 'b', 'c'].map((id) => ({ id, html: id, text: id }));

const text: TaskField = { ...base, id: 'text', kind: 'text', maxLength: 20 };
const long: TaskField = { ...base, id: 'long', kind: 'long-text', minWords: 2, maxWords: 4, fromLog: false };
const number: TaskField = { ...base, id: 'number', kind: 'number', min: 3, max: 50 };
const date: TaskField = { ...base, id: 'date', kind: 'date', earliest: '2026-01-01', latest: '2026-12-31' };
const link: TaskField = { ...base, id: 'link', kind: 'link' };
const file: TaskField = { ...base, id: 'file', kind: 'file', accept: [], maxFiles: 1, maxMegabytes: 5 };
const several = { ...base, id: 'several', kind: 'choice', options, multiple: true } as TaskField;
const one = { ...base, id: 'one', kind: 'choice', options, multiple: false } as TaskField;
const table: TaskField = {
  ...base,
  id: 'table',
  kind: 'table',
  columns: [text, several],
  minRows: 2,
  maxRows: 3,
};
const entries: TaskField = {
  ...{ ...base, id: 'entries', kind: 'dated-entries', fields: [text] },
  ...{ minEntries: 1, maxEntries: 4, daysApart: 7 },
};

function problemsOf(fields: readonly TaskField[], values: Readonly<Record<string, FieldValue>>) {
  const task = aTask({ fields, words: { min: 0, max: 0 } });
  return checkDraft(task, { fields: values, authors: [] }).problems;
}

function codes(problems: readonly DraftProblem[]) {
  return problems.map(({ code, rowId, innerId }) =>
    [code, rowId, innerId].filter((part) => part !== null).join(' '),
  );
}

const row = (id: string, words: string, date?: string) => ({
  ...{ id, values: { text: words, several: ['a'] } },
  ...(date === undefined ? {} : { date }),
});

describe('words', () => {
  it.each([
    ['', 0],
    ['Two came.', 2],
    ['- one\n- two\n\n> three – four', 4],
    ['a [link](https://example.org/a-long-way "title") here', 3],
    ['**bold** _and_ *slanted*', 3],
    ["don't; well-known; 3.5", 3],
    ['# Heading\n\n* * *\n\ntext', 2],
    ['učenje čez življenje', 3],
  ])('of %j are %d', (markdown, words) => expect(countWords(markdown)).toBe(words));
});

describe('a draft is checked', () => {
  it.each<[what: string, field: TaskField, value: FieldValue, found: readonly string[]]>([
    ['nothing', text, ' \n ', ['missing']],
    ['a short text', text, 'A choir', []],
    ['a text beyond its field', text, 'a'.repeat(21), ['too-long']],
    ['too few words', long, 'One', ['too-few-words']],
    ['too many words', long, 'One two three four five', ['too-many-words']],
    ['a number', number, ' 12 ', []],
    ['a number with a comma', number, '3,5', []],
    ['no number', number, 'twelve', ['no-number']],
    ['half a number', number, '1e9', ['no-number']],
    ['a small number', number, '2', ['number-too-small']],
    ['a big number', number, '51', ['number-too-big']],
    ['a day', date, '2026-02-28', []],
    ['no day', date, '2026-02-30', ['no-date']],
    ['a day in words', date, 'tomorrow', ['no-date']],
    ['an early day', date, '2025-12-31', ['date-too-early']],
    ['a late day', date, '2027-01-01', ['date-too-late']],
    ['a link', link, 'https://example.org/a', []],
    ['a link without its beginning', link, 'example.org', ['no-link']],
    ['a link that runs', link, 'javascript:alert(1)', ['no-link']],
    ['no file', file, [], ['missing']],
    ['too many files', file, ['f1', 'f2'], ['too-many-files']],
    ['no option', several, [], ['missing']],
    ['options', several, ['a', 'b'], []],
    ['one row', table, [row('r1', 'A')], ['too-few-rows']],
    ['a row without words', table, [row('r1', 'A'), row('r2', 'B'), { id: 'r3', values: { text: ' ' } }], []],
    ['many rows', table, ['1', '2', '3', '4'].map((id) => row(id, 'A')), ['too-many-rows']],
    ['a cell without words', table, [row('r1', 'A'), row('r2', '')], ['missing r2 text']],
    ['no rows', table, [], ['missing']],
    ['entries a week apart', entries, [row('a', 'A', '2026-03-08'), row('b', 'B', '2026-03-01')], []],
    [
      'close entries',
      entries,
      [row('a', 'A', '2026-03-07'), row('b', 'B', '2026-03-01')],
      ['entries-too-close a'],
    ],
    ['an entry without a day', entries, [row('a', 'A', '')], ['missing a']],
    ['an entry on no day', entries, [row('a', 'A', '2026-13-01')], ['no-date a']],
  ])('with %s', (_, field, value, found) => {
    expect(codes(problemsOf([field], { [field.id]: value }))).toEqual(found);
  });

  it('and only what is missing or impossible stands in the way', () => {
    const values = { long: 'One', entries: [row('a', 'A', '2026-03-07'), row('b', 'B', '2026-03-01')] };
    expect(problemsOf([long, entries], values).map(({ blocking }) => blocking)).toEqual([false, false]);
    expect(problemsOf([long], {}).map(({ blocking }) => blocking)).toEqual([true]);
    expect(problemsOf([{ ...long, required: false }], {})).toEqual([]);
  });

  it('as a whole: the words of all texts, without what each author did', () => {
    const task = aTask({ fields: [text, long, table], words: { min: 9, max: 10 } });
    const check = (fields: Readonly<Record<string, FieldValue>>) => checkDraft(task, { fields, authors: [] });
    const values = {
      text: 'One two',
      long: 'one two three',
      table: [row('r1', 'one two'), row('r2', 'three')],
    };
    expect(check({ ...values, 'own.x': 'I did much' })).toMatchObject({
      words: 8,
      problems: [{ code: 'too-few-words', fieldId: null, blocking: false, values: { least: 9, found: 8 } }],
    });
    expect(check({ ...values, text: 'a b c d' }).problems).toEqual([]);
    expect(check({ ...values, text: 'a b c d e' }).problems).toMatchObject([{ code: 'too-many-words' }]);
  });

  it('with a part of each of several authors', () => {
    const task = aTask({ fields: [], words: { min: 0, max: 0 } });
    const authors = ['ana', 'ben'].map((name) => ({ enrolmentId: asId<'enrolment'>(name), name }));
    const fields = { 'own.ana': 'I asked.' };
    expect(checkDraft(task, { fields, authors }).problems).toMatchObject([
      { code: 'own-part-missing', fieldId: 'own.ben', blocking: true, values: { author: 'ben' } },
    ]);
    expect(checkDraft(task, { fields: {}, authors: authors.slice(0, 1) }).problems).toEqual([]);
  });
});

describe('a form becomes values', () => {
  it.each<[kind: TaskField, form: Record<string, unknown>, value: FieldValue]>([
    [text, { 'f.text': 'A \r\nB\0' }, 'A \nB'],
    [text, {}, ''],
    [number, { 'f.number': 'x' }, 'x'],
    [one, { 'f.one': 'b' }, 'b'],
    [several, { 'f.several': ['b', '', 'b', 'a'] }, ['b', 'a']],
    [several, { 'f.several': 'b' }, ['b']],
    [file, { 'f.file': 'x' }, []],
    [
      entries,
      {
        'f.entries.rows': 'b,a',
        'f.entries.b.text': 'B',
        'f.entries.b.date': '2026-03-01',
        'f.entries.z.text': 'Z',
      },
      [
        { id: 'b', date: '2026-03-01', values: { text: 'B' } },
        { id: 'a', date: '', values: { text: '' } },
      ],
    ],
  ])('of $kind fields', (field, form, value) => {
    expect(parseFieldValue(field, form, `f.${field.id}`)).toEqual(value);
  });

  it.each<[what: string, field: TaskField, form: Record<string, unknown>]>([
    ['an option that is none', one, { 'f.one': 'z' }],
    ['a text that came twice', text, { 'f.text': ['a', 'b'] }],
    ['a row named twice', table, { 'f.table.rows': 'a,a' }],
    ['a row with an impossible name', table, { 'f.table.rows': 'a.b' }],
    ['a row that would reach the object itself', table, { 'f.table.rows': 'a b' }],
    [
      'more rows than anybody needs',
      table,
      { 'f.table.rows': Array.from({ length: 101 }, (_, n) => n).join(',') },
    ],
    ['an object', several, { 'f.several': { length: 1 } }],
  ])('but not %s', (_, field, form) => {
    expect(() => parseFieldValue(field, form, `f.${field.id}`)).toThrow(DraftMalformed);
  });

  const task: Task = aTask({ fields: [text, several, file], maxAuthors: 2 });

  it('field by field, with the revisions that the page knows', () => {
    const form = {
      'r.text': '3',
      'f.text': 'A',
      'f.several': 'a',
      'r.own.ana_1-x': '0',
      'f.own.ana_1-x': 'I asked.',
    };
    expect(parseDraftForm(task, form)).toEqual({
      fields: [
        { fieldId: 'text', revision: 3, value: 'A' },
        { fieldId: 'own.ana_1-x', revision: 0, value: 'I asked.' },
      ],
      trainerOnly: null,
    });
    expect(() => parseDraftForm(task, { 'r.text': '-1' })).toThrow('A revision');
  });

  it('without those that nobody has touched', () => {
    const form = { 'r.text': '3', 'f.text': 'A', 'h.text': fingerprintOf('A'), 'r.several': '0' };
    expect(parseDraftForm(task, form).fields).toEqual([]);
    expect(parseDraftForm(task, { ...form, 'f.text': '' }).fields).toMatchObject([{ value: '' }]);
  });

  it('with the fields for trainers only, where the form asks', () => {
    expect(parseDraftForm(task, { trainerOnly: '' }).trainerOnly).toEqual([]);
    expect(parseDraftForm(task, { trainerOnly: ['', 'text'] }).trainerOnly).toEqual(['text']);
  });

  it('whatever is sent: values that can be stored, or a refusal', () => {
    const anything = fc.dictionary(
      fc.constantFrom(
        'f.text',
        'f.table.rows',
        'f.table.a.text',
        'f.table.a.several',
        'r.text',
        'r.table',
        'h.text',
      ),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('a', 'a,b', '1', '__proto__'),
        fc.array(fc.string()),
        fc.anything(),
      ),
    );
    const form = aTask({ fields: [text, table] });
    fc.assert(
      fc.property(anything, (given) => {
        try {
          for (const { value } of parseDraftForm(form, given).fields)
            expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        } catch (error) {
          expect(error).toMatchObject({ code: 'draft-malformed' });
        }
      }),
    );
  });
});
