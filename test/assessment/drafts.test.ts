import { readDraftToken, signDraftToken } from '../../src/assessment/drafts/draft-token.ts';
import { openDraft, saveDraftByToken, type Row } from '../../src/assessment/index.ts';
import type { TaskField } from '../../src/curriculum/index.ts';
import { aTask } from '../support/curriculum.ts';
import {
  anActor,
  cohortId,
  complete,
  openWritingRoom,
  taskId,
  taskOf,
  type WritingRoom,
} from './writing-room.ts';

const journal: TaskField = {
  ...{ id: 'journal', label: 'Journal', help: null, required: true, kind: 'dated-entries' },
  ...{ minEntries: 1, maxEntries: 6, daysApart: 7 },
  fields: [{ id: 'moment', label: 'Moment', help: null, required: true, kind: 'text', maxLength: 100 }],
};

let room: WritingRoom;
beforeAll(async () => {
  room = await openWritingRoom({ fields: [...aTask().fields, journal], maxAuthors: 2 });
});
beforeEach(() => room.reset());
afterAll(() => room?.close());

async function save(
  token: string,
  [fieldId, revision, value]: readonly [fieldId: string, revision: number, value: string],
) {
  const saved = await saveDraftByToken(room.deps, { token, fields: [{ fieldId, revision, value }] });
  return saved.fields[0];
}

async function stored(name = 'ana') {
  const { draft } = await room.open(name);
  return Object.fromEntries(Object.entries(draft.fields).map(([id, { value }]) => [id, value]));
}

describe('a draft', () => {
  it('begins when its task is opened to write, once however often it is', async () => {
    const [one, other] = await Promise.all([room.open('ana'), room.open('ana')]);
    expect(one.submission.id).toBe(other.submission.id);
    expect(one.submission).toMatchObject({ state: 'draft', current: 0, versions: [] });
    expect(one.draft).toMatchObject({ open: true, fields: {}, updatedAt: null });
  });

  it('keeps what is typed with its time and its writer, and never hands it in by itself', async () => {
    const { token } = await room.open('ana');
    expect(await save(token, ['group', 0, 'A choir'])).toEqual({
      ...{ fieldId: 'group', revision: 1, state: 'saved', stored: null },
    });
    room.later(90 * 24 * 60);
    const { draft, submission } = await room.open('ana');
    expect(draft.fields['group']).toMatchObject({ value: 'A choir', revision: 1, savedBy: 'enrolment-ana' });
    expect(submission).toMatchObject({ state: 'draft', versions: [] });
  });

  it('is not overwritten by a page that shows an older text: it answers what stands there, since when, by whom', async () => {
    const { token } = await room.open('ana');
    await save(token, ['group', 0, 'A choir']);
    room.later(5);
    await save(token, ['group', 1, 'A choir of thirty']);
    expect(await save(token, ['group', 1, 'A band'])).toEqual({
      ...{ fieldId: 'group', revision: 2, state: 'conflict' },
      stored: {
        ...{ value: 'A choir of thirty', savedAt: room.now() },
        savedBy: { enrolmentId: 'enrolment-ana', name: 'ana' },
      },
    });
    expect(await save(token, ['group', 0, 'A band'])).toMatchObject({ state: 'conflict' });
    expect(await stored()).toEqual({ group: 'A choir of thirty' });
    expect(await save(token, ['group', 2, 'A band'])).toMatchObject({ state: 'saved', revision: 3 });
  });

  it('takes the same request twice, and the same text from two pages', async () => {
    const { token } = await room.open('ana');
    await save(token, ['group', 0, 'A choir']);
    expect(await save(token, ['group', 0, 'A choir'])).toMatchObject({ state: 'saved', revision: 1 });
    await save(token, ['group', 1, '']);
    expect(await save(token, ['group', 1, ''])).toMatchObject({ state: 'saved', revision: 2 });
  });

  it('stores each field for itself, also where another one is in the way', async () => {
    const { token } = await room.open('ana');
    await save(token, ['group', 0, 'A choir']);
    const { fields } = await saveDraftByToken(room.deps, {
      token,
      fields: [
        { fieldId: 'group', revision: 0, value: 'A band' },
        { fieldId: 'analysis', revision: 0, value: 'They sing.' },
      ],
    });
    expect(fields.map(({ state }) => state)).toEqual(['conflict', 'saved']);
    expect(await stored()).toEqual({ group: 'A choir', analysis: 'They sing.' });
  });

  it('lets one of two pages win that store at once, and tells the other', async () => {
    const { token } = await room.open('ana');
    const texts = Array.from({ length: 20 }, (_, n) => `Text ${n}`);
    const answers = await Promise.all(texts.map((text) => save(token, ['group', 0, text])));
    const winner = answers.findIndex((answer) => answer?.state === 'saved');
    expect(answers.filter((answer) => answer?.state === 'saved')).toHaveLength(1);
    expect(await stored()).toEqual({ group: texts[winner] });
  });

  it('costs one store operation for a field, and two to open', async () => {
    const { token } = await room.open('ana');
    expect(await room.operationsOf(() => save(token, ['group', 0, 'A choir']))).toBe(1);
    expect(await room.operationsOf(() => save(token, ['group', 1, 'A choir of thirty']))).toBe(1);
    expect(await room.operationsOf(() => room.open('ana'))).toBe(2);
  });

  it('keeps of each dated entry when it first came, whatever is changed in it later', async () => {
    const first = room.now();
    const entry = (id: string, moment: string): Row => ({ id, date: '2026-03-01', values: { moment } });
    await room.write('ana', { journal: [entry('a', 'The first evening')] });
    room.later(60);
    await room.write('ana', { journal: [entry('b', 'Later'), entry('a', 'The first evening, again')] });
    const { journal: rows } = await stored();
    expect(rows).toEqual([
      { ...entry('b', 'Later'), firstSavedAt: room.now() },
      { ...entry('a', 'The first evening, again'), firstSavedAt: first },
    ]);
  });

  it('remembers which fields only trainers may see', async () => {
    const { token } = await room.open('ana');
    await saveDraftByToken(room.deps, { token, fields: [], trainerOnly: ['group'] });
    expect((await room.open('ana')).draft.trainerOnly).toEqual(['group']);
    await saveDraftByToken(room.deps, { token, fields: [], trainerOnly: [] });
    expect((await room.open('ana')).draft.trainerOnly).toEqual([]);
  });

  it('lists its age to trainers, not its text', async () => {
    await room.open('ben');
    await room.write('ana', complete);
    expect(await room.deps.records.drafts.listOpen(cohortId)).toEqual([
      {
        ...{ submissionId: 'enrolment-ana.groups-task', taskId, authorIds: ['enrolment-ana'] },
        updatedAt: room.now(),
      },
    ]);
  });
});

describe('a draft refuses', () => {
  it('a text longer than a field takes, and keeps what stood there', async () => {
    const { token } = await room.open('ana');
    await save(token, ['analysis', 0, 'a'.repeat(20_000)]);
    await expect(save(token, ['analysis', 1, 'a'.repeat(20_001)])).rejects.toMatchObject({
      ...{ code: 'draft-too-long', details: { longest: 20_000 } },
    });
    expect((await stored())['analysis']).toHaveLength(20_000);
  });

  it('more than 200,000 characters in all, however often a text is replaced', async () => {
    const fields = Array.from(
      { length: 11 },
      (_, n) => ({ ...aTask().fields[1], id: `text-${n}` }) as TaskField,
    );
    await room.teach({ fields });
    const { token } = await room.open('ana');
    const full = 'a'.repeat(20_000);
    const letters = [...'abcdefghijklmno'];
    for (const [revision, letter] of letters.entries())
      await save(token, ['text-0', revision, letter.repeat(20_000)]);
    for (let n = 1; n < 10; n += 1) await save(token, [`text-${n}`, 0, full]);
    await expect(save(token, ['text-10', 0, 'a'])).rejects.toMatchObject({ details: { longest: 200_000 } });
    await save(token, ['text-0', letters.length, 'b'.repeat(19_999)]);
    expect(await save(token, ['text-10', 0, 'a'])).toMatchObject({ state: 'saved' });
  });

  it('fields that the task does not have, files, and what another author did', async () => {
    const { token } = await room.open('ana');
    const refused = { code: 'draft-field-unknown' };
    await expect(save(token, ['nothing', 0, 'x'])).rejects.toMatchObject(refused);
    await expect(save(token, ['constructor', 0, 'x'])).rejects.toMatchObject(refused);
    await expect(save(token, ['own.enrolment-ben', 0, 'x'])).rejects.toMatchObject(refused);
    expect(await save(token, ['own.enrolment-ana', 0, 'I asked.'])).toMatchObject({ state: 'saved' });
    expect(await stored()).toEqual({ 'own.enrolment-ana': 'I asked.' });
    const marked = { token, fields: [], trainerOnly: ['nothing'] };
    await expect(saveDraftByToken(room.deps, marked)).rejects.toMatchObject(refused);
  });

  it('anything while what was handed in waits, and keeps it', async () => {
    const { token } = await room.open('ana');
    await room.write('ana', {
      ...complete,
      journal: [{ id: 'a', date: '2026-03-01', values: { moment: 'Now' } }],
    });
    await room.submit('ana');
    await expect(save(token, ['group', 1, 'A band'])).rejects.toMatchObject({ code: 'draft-closed' });
    expect(await stored()).toMatchObject(complete);
  });

  it('tokens that were changed, are a month old or were made for something else', async () => {
    const { token } = await room.open('ana');
    const refused = { code: 'draft-token-invalid' };
    await expect(save(`${token}x`, ['group', 0, 'x'])).rejects.toMatchObject(refused);
    await expect(save('', ['group', 0, 'x'])).rejects.toMatchObject(refused);
    room.later(30 * 24 * 60 + 1);
    await expect(save(token, ['group', 0, 'x'])).rejects.toMatchObject(refused);
  });

  it('whoever is no author, whatever the token says', async () => {
    const { submission } = await room.open('ana');
    const claims = { submissionId: submission.id, cohortId, taskId, ...anActor('ben') };
    const token = signDraftToken(room.deps.tokenKey, claims, room.now());
    expect(readDraftToken(room.deps.tokenKey, token, room.now())).toMatchObject({
      ...{ enrolmentId: 'enrolment-ben', personId: 'person-ben', submissionId: submission.id },
    });
    await expect(save(token, ['group', 0, 'x'])).rejects.toMatchObject({ code: 'draft-closed' });
  });
});

describe('a draft that a crash left apart from its submission', () => {
  it('is closed again where the version waits', async () => {
    await room.write('ana', {
      ...complete,
      journal: [{ id: 'a', date: '2026-03-01', values: { moment: 'Now' } }],
    });
    const { submission } = await room.submit('ana');
    const draft = await room.deps.records.drafts.find(submission.id);
    const { turn = 0, authorIds = [] } = draft ?? {};
    await room.deps.records.drafts.align(submission.id, turn, { open: true, authorIds });
    expect((await room.open('ana')).draft.open).toBe(false);
  });

  it('is open again where nothing was handed in', async () => {
    const { submission } = await room.open('ana');
    await room.deps.records.drafts.close(submission.id);
    expect((await room.open('ana')).draft.open).toBe(true);
  });

  it('is open for a revision, without anybody having told it', async () => {
    await room.write('ana', {
      ...complete,
      journal: [{ id: 'a', date: '2026-03-01', values: { moment: 'Now' } }],
    });
    const { submission } = await room.submit('ana');
    await room.change(submission.id, (found) => ({ ...found, state: 'revise' }));
    const { draft, token } = await room.open('ana');
    expect(draft.open).toBe(true);
    expect(await save(token, ['group', 1, 'A band'])).toMatchObject({ state: 'saved' });
  });
});

it('a task that is not there has no draft', async () => {
  await expect(openDraft(room.deps, { ...taskOf('ana'), taskId: 'none' })).rejects.toMatchObject({
    code: 'task-unknown',
  });
});
