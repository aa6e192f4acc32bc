import fc from 'fast-check';
import { diffModel, type DiffField, type DiffModel } from '../../../src/web/pages/task-work/diff-model.ts';
import { diffTexts } from '../../../src/web/pages/task-work/diff-texts.ts';
import { aReader, aRow, aWork, fields, photo, task } from './scene.ts';
import { aTask } from '../../support/curriculum.ts';

type Work = ReturnType<typeof aWork>;

function compare(before: Work, after: Work, reader = aReader()): DiffModel {
  return diffModel({ task, work: before }, { task, work: after }, reader);
}

function fieldOf(model: DiffModel, id: string): DiffField | undefined {
  return model.fields.find((field) => field.id === id);
}

describe('the changes between two versions', () => {
  it('say of each field whether it is new, changed, taken out or the same', () => {
    const model = compare(
      aWork({ name: 'Garden', story: 'Old words.', members: '4' }),
      aWork({ name: 'Garden', story: 'New words.', since: '2026-11-02' }),
    );
    const states = model.fields.map(({ id, state }) => [id, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['name', 'same'],
        ['story', 'changed'],
        ['members', 'removed'],
        ['since', 'added'],
      ]),
    );
    expect(fieldOf(model, 'story')?.texts[0]?.parts).toEqual([
      { text: 'Old', isAdded: false, isRemoved: true },
      { text: 'New', isAdded: true, isRemoved: false },
      { text: ' words.', isAdded: false, isRemoved: false },
    ]);
  });

  it('say so when nothing changed', () => {
    const work = aWork({ name: 'Garden', plan: [aRow('r1', { step: 'Dig' })] });
    expect(compare(work, work).isSame).toBe(true);
  });

  it('compare rows by their id, so that a row put in front makes only itself new', () => {
    const model = compare(
      aWork({ plan: [aRow('r1', { step: 'Dig' })] }),
      aWork({ plan: [aRow('r2', { step: 'Meet' }), aRow('r1', { step: 'Dig' })] }),
    );
    expect(fieldOf(model, 'plan')?.texts).toEqual([
      { label: 'Row 1 · Step', parts: [{ text: 'Meet', isAdded: true, isRemoved: false }] },
    ]);
  });

  it('show fields that the task does not have any more', () => {
    const before = { task: aTask({ fields }), work: aWork({ name: 'Garden' }) };
    const after = { task: aTask({ fields: fields.slice(1) }), work: aWork({}) };
    expect(fieldOf(diffModel(before, after, aReader()), 'name')?.state).toBe('removed');
  });

  it('hide what only trainers may see in either version, and names of files where names are hidden', () => {
    const before = aWork({ name: 'Secret' });
    const after = aWork({ name: 'Hidden', photo: ['f1'] }, { trainerOnly: ['name'], files: [photo] });
    const shown = JSON.stringify(compare(before, after, aReader({ showTrainerOnly: false, authors: null })));
    expect(shown).not.toMatch(/Secret|Hidden|horvat/);
  });
});

describe('two texts', () => {
  it('can both be read from their comparison', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b ', ' c', '\n', 'é', '. ') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffTexts(before, after);
        const read = (leaveOut: 'isAdded' | 'isRemoved'): string =>
          parts.map((part) => (part[leaveOut] ? '' : part.text)).join('');
        expect(read('isAdded')).toBe(before);
        expect(read('isRemoved')).toBe(after);
      }),
    );
  });

  it('are compared in bounded time, however different they are', () => {
    const words = (mark: string, end = ' '): string =>
      Array.from({ length: 4_000 }, (_, at) => `${mark}${at}`).join(end);
    const begun = process.cpuUsage();
    const parts = [diffTexts(words('a'), words('b')), diffTexts(words('a', '. '), words('b', '. '))];
    const { user } = process.cpuUsage(begun);
    expect(user / 1000).toBeLessThan(1_000);
    for (const [first] of parts) expect(first?.isRemoved).toBe(true);
  });
});
