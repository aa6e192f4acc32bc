import {
  listNotes,
  listNotesOfLesson,
  logNoteIndexes,
  logNoteRecords,
  removeNote,
  restoreNote,
  saveNoteByToken,
  signLogToken,
  type PrivateLogDeps,
  type SavedNote,
} from '../../src/private-log/index.ts';
import { signSaveToken } from '../../src/learning/save-token.ts';
import { asId } from '../../src/shared/index.ts';
import { openTestDatabase } from '../support/database.ts';

const tokenKey = Buffer.alloc(32, 5);
const ada = { enrolmentId: asId<'enrolment'>('enrolment-ada'), cohortId: asId<'cohort'>('cohort-1') };
const ben = { ...ada, enrolmentId: asId<'enrolment'>('enrolment-ben') };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let deps: PrivateLogDeps;
let now: Date;

beforeEach(async () => {
  database = await openTestDatabase();
  for (const { collection, indexes } of logNoteIndexes)
    for (const { key, name } of indexes)
      await database.connection.collection(collection).createIndex({ ...key }, { name });
  now = new Date('2026-03-02T09:00:00Z');
  deps = { records: logNoteRecords(database.connection), clock: () => now, tokenKey };
});
afterEach(() => database?.close());

interface Written {
  readonly text: string;
  readonly name?: string;
  readonly lessonId?: string | null;
  readonly revision?: number;
  readonly owner?: typeof ada;
}

function save({
  text,
  name = 'first-steps',
  lessonId = 'first-steps',
  revision = 0,
  owner = ada,
}: Written): Promise<SavedNote> {
  const token = signLogToken(tokenKey, owner, now);
  return saveNoteByToken(deps, { token, name, lessonId, revision, text });
}

async function texts(owner = ada): Promise<string[]> {
  return (await listNotes(deps, owner.enrolmentId)).map(({ text }) => text);
}

describe('a note of the private log', () => {
  it('is kept with its lesson and its date', async () => {
    const { note, keptApart } = await save({ text: '  Two came.\r\nNobody spoke.  ' });
    expect(keptApart).toBe(false);
    expect(note).toEqual({
      name: 'first-steps',
      lessonId: 'first-steps',
      text: 'Two came.\nNobody spoke.',
      createdAt: now,
      updatedAt: now,
      revision: 1,
    });
    expect(await listNotesOfLesson(deps, ada.enrolmentId, 'first-steps')).toEqual([note]);
    expect(await listNotesOfLesson(deps, ada.enrolmentId, 'second-steps')).toEqual([]);
  });

  it('grows while it is written, and keeps the day on which it began', async () => {
    await save({ text: 'Two' });
    now = new Date('2026-03-03T09:00:00Z');
    const { note } = await save({ text: 'Two came.', revision: 1 });
    expect(note).toMatchObject({ text: 'Two came.', revision: 2, updatedAt: now });
    expect(note?.createdAt).toEqual(new Date('2026-03-02T09:00:00Z'));
    expect(await texts()).toEqual(['Two came.']);
  });

  it('is stored once when the same request comes twice', async () => {
    await Promise.all([save({ text: 'Two came.' }), save({ text: 'Two came.' })]);
    await save({ text: 'Two came in.', revision: 1 });
    const again = await save({ text: 'Two came in.', revision: 1 });
    expect(again).toMatchObject({ keptApart: false, note: { revision: 2 } });
    expect(await texts()).toEqual(['Two came in.']);
  });

  it('is never overwritten by a page that shows an older state: both are kept', async () => {
    await save({ text: 'Two came.' });
    await save({ text: 'From the phone.', revision: 1 });
    const late = await save({ text: 'From the desk.', revision: 1 });
    expect(late.keptApart).toBe(true);
    expect((await texts()).sort()).toEqual(['From the desk.', 'From the phone.']);
    const further = await save({ text: 'From the desk, again.', name: late.note?.name ?? '', revision: 1 });
    expect(further.keptApart).toBe(false);
    expect((await texts()).sort()).toEqual(['From the desk, again.', 'From the phone.']);
  });

  it('that two pages begin at once is kept twice', async () => {
    await Promise.all([save({ text: 'One.' }), save({ text: 'Another.' })]);
    expect((await texts()).sort()).toEqual(['Another.', 'One.']);
  });

  it('without words changes nothing', async () => {
    await save({ text: 'Two came.' });
    expect(await save({ text: '   ', revision: 1 })).toEqual({ note: null, keptApart: false });
    expect(await texts()).toEqual(['Two came.']);
  });

  it('may be long, but not a book', async () => {
    await save({ text: 'a'.repeat(20_000) });
    await expect(save({ text: 'a'.repeat(20_001), revision: 1 })).rejects.toMatchObject({
      code: 'log-note-too-long',
      details: { longest: 20_000 },
    });
  });

  it('that is taken out can be brought back, and is not overwritten meanwhile', async () => {
    await save({ text: 'Two came.' });
    await removeNote(deps, ada.enrolmentId, 'first-steps');
    expect(await texts()).toEqual([]);
    const { note, keptApart } = await save({ text: 'A new beginning.' });
    expect([note?.text, keptApart]).toEqual(['A new beginning.', false]);
    await restoreNote(deps, ada.enrolmentId, 'first-steps');
    expect((await texts()).sort()).toEqual(['A new beginning.', 'Two came.']);
  });

  it.each([
    ['that still shows it', 1],
    ['that begins anew', 0],
  ])('that was taken out does not swallow what is written on a page %s', async (_page, revision) => {
    await save({ text: 'Two came.' });
    for (let time = 0; time < 2; time += 1) {
      for (const { name } of await listNotes(deps, ada.enrolmentId))
        await removeNote(deps, ada.enrolmentId, name);
      const { note, keptApart } = await save({ text: 'Two came.', revision });
      expect([note?.text, keptApart]).toEqual(['Two came.', false]);
      expect(await texts()).toEqual(['Two came.']);
    }
  });

  it('that was kept apart and changed since is not taken for the words it began with', async () => {
    await save({ text: 'From the phone.' });
    const apart = await save({ text: 'From the desk.' });
    await save({ text: 'From the desk, later.', name: apart.note?.name ?? '', revision: 1 });
    await save({ text: 'From the desk.' });
    expect((await texts()).sort()).toEqual(['From the desk, later.', 'From the desk.', 'From the phone.']);
  });
});

describe('a log', () => {
  it('lists the newest note first', async () => {
    await save({ text: 'March.', name: 'a', lessonId: null });
    now = new Date('2026-04-02T09:00:00Z');
    await save({ text: 'April.', name: 'b', lessonId: null });
    expect(await texts()).toEqual(['April.', 'March.']);
  });

  it('is its author’s alone: the same name in two logs is two notes', async () => {
    await save({ text: 'Ada’s.' });
    await save({ text: 'Ben’s.', owner: ben });
    await removeNote(deps, ben.enrolmentId, 'first-steps');
    expect([await texts(ada), await texts(ben)]).toEqual([['Ada’s.'], []]);
  });

  it.each([
    ['made up', () => 'eyJ.x'],
    ['changed', () => signLogToken(tokenKey, ada, now).replace(/^./, 'x')],
    ['of another key', () => signLogToken(Buffer.alloc(32, 6), ada, now)],
    ['of a page opened long ago', () => signLogToken(tokenKey, ada, new Date('2026-01-02T09:00:00Z'))],
    ['for an attempt', () => signSaveToken(tokenKey, { attemptId: asId('a'), personId: asId('p'), now })],
  ])('takes no note by a token that is %s', async (_what, token) => {
    const attempt = saveNoteByToken(deps, {
      ...{ token: token(), name: 'x', lessonId: null, revision: 0, text: 'x' },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'log-token-invalid' });
  });
});
