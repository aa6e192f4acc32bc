import fc from 'fast-check';
import {
  answerInvitation,
  getReadableFile,
  getOwnSubmission,
  inviteAuthor,
  leaveSubmission,
  retractInvitation,
  saveDraftByToken,
  withdraw,
  type Release,
  type StoredFile,
  type Submission,
  type SubmissionId,
} from '../../src/assessment/index.ts';
import type { TaskField } from '../../src/curriculum/index.ts';
import { asId } from '../../src/shared/index.ts';
import { aTask } from '../support/curriculum.ts';
import {
  anActor,
  cohortId,
  complete,
  openWritingRoom,
  taskId,
  taskOf,
  trainer,
  type WritingRoom,
} from './writing-room.ts';

const photo: TaskField = {
  ...{ id: 'photo', label: 'Photo', help: null, required: true, kind: 'file' },
  ...{ accept: ['image/png'], maxFiles: 1, maxMegabytes: 5 },
};

let room: WritingRoom;
beforeAll(async () => {
  room = await openWritingRoom({ maxAuthors: 3 });
});
beforeEach(() => room.reset());
afterAll(() => room?.close());

const invite = (by: string, name: string) =>
  inviteAuthor(room.deps, { ...taskOf(by), invitee: anActor(name) });
const answer = (name: string, submissionId: SubmissionId, accepts = true) =>
  answerInvitation(room.deps, { ...taskOf(name), submissionId, accepts });
const leave = (name: string) => leaveSubmission(room.deps, taskOf(name));

async function together(...names: readonly string[]): Promise<SubmissionId> {
  const { id } = (await room.open('ana')).submission;
  for (const name of names) {
    await invite('ana', name);
    await answer(name, id);
  }
  return id;
}

async function values(name: string) {
  const { draft } = await room.open(name);
  return Object.fromEntries(Object.entries(draft.fields).map(([id, { value }]) => [id, value]));
}

/** Stands in for a grade that was released. */
function released(found: Submission): Submission {
  const release = {
    ...{ version: found.current, at: room.now(), by: trainer, markId: 'mark-1' as Release['markId'] },
    ...{
      taskVersion: 'task-1',
      levels: { accuracy: 1 as const },
      personLevels: {},
      comments: [],
      overall: 'Go on',
    },
    ...{
      todo: '',
      proposed: 'revise' as const,
      decision: 'revise' as const,
      reason: '',
      aloneReason: null,
      recomputed: [],
    },
    ...{ levelPoints: [40, 70, 85, 100] as const, shares: { 'enrolment-ana': 0.4, 'enrolment-ben': 0.5 } },
  };
  return { ...found, state: 'revise', waitingSince: null, releases: [release] };
}

describe('an invitation', () => {
  it('is told to whom it is for, stands until it is answered, and lets in', async () => {
    const { id } = (await room.open('ana')).submission;
    await invite('ana', 'ben');
    expect((await room.submission(id)).notices).toMatchObject([{ kind: 'invited', to: ['enrolment-ben'] }]);
    expect((await getOwnSubmission(room.deps, taskOf('ben'))).invitations).toEqual([
      { submissionId: id, taskId, authors: [anActor('ana')], at: room.now() },
    ]);
    await answer('ben', id);
    const own = await getOwnSubmission(room.deps, taskOf('ben'));
    expect(own).toMatchObject({ invitations: [], submission: { id } });
    expect(own.submission?.authorIds).toEqual(['enrolment-ana', 'enrolment-ben']);
    expect(await room.write('ben', complete)).toMatchObject({
      fields: [{ state: 'saved' }, { state: 'saved' }],
    });
    expect((await room.open('ana')).draft.fields['group']).toMatchObject({ savedBy: 'enrolment-ben' });
  });

  it('of a double click is one, and so is its answer', async () => {
    const { id } = (await room.open('ana')).submission;
    await Promise.all([invite('ana', 'ben'), invite('ana', 'ben')]);
    await Promise.all([answer('ben', id), answer('ben', id)]);
    const { events, authors } = await room.submission(id);
    expect(events.map(({ kind }) => kind)).toEqual(['invited', 'joined']);
    expect(authors).toHaveLength(2);
  });

  it('can be declined, and given once more', async () => {
    const { id } = (await room.open('ana')).submission;
    await invite('ana', 'ben');
    await answer('ben', id, false);
    await expect(answer('ben', id)).rejects.toMatchObject({ code: 'invitation-gone' });
    await invite('ana', 'ben');
    await answer('ben', id);
    expect((await room.submission(id)).authorIds).toHaveLength(2);
  });

  it('can be taken back, and is not open to others', async () => {
    const { id } = (await room.open('ana')).submission;
    await invite('ana', 'ben');
    await expect(answer('cid', id)).rejects.toMatchObject({ code: 'invitation-gone' });
    await retractInvitation(room.deps, { ...taskOf('ana'), inviteeId: anActor('ben').enrolmentId });
    expect(await room.submission(id)).toMatchObject({ notices: [], authors: [{ state: 'accepted' }] });
    await expect(answer('ben', id)).rejects.toMatchObject({ code: 'invitation-gone' });
  });

  it('goes to as many as the task allows, and to nobody twice', async () => {
    await together('ben');
    await expect(invite('ben', 'ana')).rejects.toMatchObject({ code: 'already-author' });
    await invite('ben', 'cid');
    await expect(invite('ana', 'dan')).rejects.toMatchObject({ code: 'authors-full', details: { most: 3 } });
    await room.teach({ maxAuthors: 1 });
    await expect(invite('eva', 'dan')).rejects.toMatchObject({ code: 'authors-full' });
  });

  it('must be answered before anything is handed in, and none is given afterwards', async () => {
    const id = await together('ben');
    await invite('ana', 'cid');
    await room.write('ana', { ...complete, 'own.enrolment-ana': 'I asked.' });
    await room.write('ben', { 'own.enrolment-ben': 'I wrote.' });
    await expect(room.submit('ana')).rejects.toMatchObject({
      code: 'invitations-open',
      details: { names: 'cid' },
    });
    await answer('cid', id, false);
    await room.submit('ana');
    await expect(invite('ana', 'dan')).rejects.toMatchObject({ code: 'authors-fixed' });
  });

  it('is for those who have not handed in themselves, and do not write with others', async () => {
    const { id } = (await room.open('ana')).submission;
    await invite('ana', 'ben');
    await room.write('ben', complete);
    await room.submit('ben');
    await expect(answer('ben', id)).rejects.toMatchObject({ code: 'own-work-stands' });
    await withdraw(room.deps, { ...taskOf('ben'), closesAt: null });
    await answer('ben', id);
    await room.open('cid');
    await invite('cid', 'ben');
    await expect(answer('ben', (await room.open('cid')).submission.id)).rejects.toMatchObject({
      code: 'own-work-stands',
    });
  });
});

describe('several authors', () => {
  it('hand in one text with what each did, and each has the version and the part of the other', async () => {
    const id = await together('ben');
    await room.write('ana', { ...complete, 'own.enrolment-ana': 'I asked.' });
    await expect(room.submit('ana')).rejects.toMatchObject({
      code: 'hand-in-incomplete',
      details: { count: 1 },
    });
    await room.write('ben', { 'own.enrolment-ben': 'I wrote.' });
    const [one, other] = await Promise.all([room.submit('ana'), room.submit('ben')]);
    expect(one.version.id).toBe(other.version.id);
    const [version] = await room.deps.records.versions.list([one.version.id]);
    expect(version?.fields).toEqual({
      ...complete,
      ...{ 'own.enrolment-ana': 'I asked.', 'own.enrolment-ben': 'I wrote.' },
    });
    expect(await room.submission(id)).toMatchObject({ state: 'waiting', current: 1 });
  });

  it('see only their own share of what is released', async () => {
    const id = await together('ben');
    await room.change(id, released);
    const share = async (name: string) =>
      (await getOwnSubmission(room.deps, taskOf(name))).submission?.releases[0]?.share;
    expect([await share('ana'), await share('ben')]).toEqual([0.4, 0.5]);
  });

  it('do not write over each other', async () => {
    await together('ben');
    const { token } = await room.open('ben');
    await room.write('ana', complete);
    const saved = await saveDraftByToken(room.deps, {
      token,
      fields: [{ fieldId: 'group', revision: 0, value: 'A band' }],
    });
    expect(saved.fields).toMatchObject([{ state: 'conflict', stored: { savedBy: { name: 'ana' } } }]);
  });
});

describe('who joins others', () => {
  it('finds again what they had begun alone, should they leave', async () => {
    await room.write('ben', { group: 'My own group', analysis: 'My own words' });
    const { token } = await room.open('ben');
    await together('ben');
    await room.write('ana', { group: 'A choir', analysis: '' });
    expect(await values('ben')).toEqual({ group: 'A choir', analysis: '' });
    const late = { token, fields: [{ fieldId: 'group', revision: 1, value: 'x' }] };
    await expect(saveDraftByToken(room.deps, late)).rejects.toMatchObject({ code: 'draft-closed' });
    await leave('ben');
    expect(await values('ben')).toEqual({ group: 'A choir\n\nMy own group', analysis: 'My own words' });
  });

  it('goes on alone where the other has taken the invitation back at that moment', async () => {
    await room.write('ben', complete);
    const { id } = (await room.open('ben')).submission;
    await room.change(id, (found) => ({ ...found, authorIds: [] }));
    expect(await values('ben')).toEqual(complete);
    expect((await room.submission(id)).authorIds).toEqual(['enrolment-ben']);
  });
});

describe('who leaves', () => {
  it('goes on with a copy, and the others with theirs', async () => {
    const id = await together('ben');
    const { token } = await room.open('ben');
    await room.write('ana', { ...complete, 'own.enrolment-ana': 'I asked.' });
    await room.write('ben', { 'own.enrolment-ben': 'I wrote.' });
    const own = await leave('ben');
    expect(own).toMatchObject({ id: 'enrolment-ben.groups-task', state: 'draft', versions: [] });
    expect(await values('ben')).toEqual({ ...complete, 'own.enrolment-ben': 'I wrote.' });
    expect((await room.submission(id)).authorIds).toEqual(['enrolment-ana']);
    const late = { token, fields: [{ fieldId: 'group', revision: 1, value: 'x' }] };
    await expect(saveDraftByToken(room.deps, late)).rejects.toMatchObject({ code: 'draft-closed' });
    await room.submit('ben');
    expect((await room.submission(id)).state).toBe('draft');
    await room.submit('ana');
  });

  it('may be the one who began, and gets a place of their own', async () => {
    const id = await together('ben');
    await room.write('ana', complete);
    const own = await leave('ana');
    expect(own.id).not.toBe(id);
    expect(await values('ana')).toEqual(complete);
    expect(await values('ben')).toEqual(complete);
    expect((await room.open('ana')).submission.id).toBe(own.id);
    expect((await room.open('ben')).submission.id).toBe(id);
  });

  it('after a grade keeps the versions and the feedback, and is graded alone from then on', async () => {
    const id = await together('ben');
    const own = { 'own.enrolment-ana': 'I asked.', 'own.enrolment-ben': 'I wrote.' };
    await room.write('ana', { ...complete, 'own.enrolment-ana': own['own.enrolment-ana'] });
    await room.write('ben', { 'own.enrolment-ben': own['own.enrolment-ben'] });
    await room.submit('ana');
    await expect(leave('ben')).rejects.toMatchObject({ code: 'leaving-not-open' });
    await room.change(id, released);
    const left = await leave('ben');
    expect(left).toMatchObject({
      state: 'revise',
      current: 1,
      versions: [{ number: 1 }],
      releases: [{ share: 0.5 }],
    });
    await room.write('ben', { group: 'A band' });
    expect((await room.submit('ben')).version.number).toBe(2);
    expect(await room.submission(id)).toMatchObject({
      state: 'revise',
      current: 1,
      authorIds: ['enrolment-ana'],
    });
  });

  it('takes the files along, and still reads those that were handed in together', async () => {
    const id = await together('ben');
    await room.write('ana', { ...complete, 'own.enrolment-ana': 'I asked.' });
    await room.write('ben', { 'own.enrolment-ben': 'I wrote.' });
    const file: StoredFile = {
      ...{ id: asId('file-1'), submissionId: id, cohortId, taskId, place: 'photo', key: asId('key-1') },
      ...{ name: 'map.png', type: 'image/png', bytes: 9, removedAt: null },
      ...{ uploadedBy: anActor('ana').enrolmentId, uploadedAt: room.now() },
    };
    await room.teach({ maxAuthors: 3, fields: [...aTask().fields, photo] });
    await room.deps.records.files.insert(file, 0);
    const { version } = await room.submit('ana');
    expect((await room.deps.records.versions.find(version.id))?.fields['photo']).toEqual(['file-1']);
    await room.change(id, released);
    const own = await leave('ben');
    expect(await room.deps.records.files.listOf(own.id)).toMatchObject([{ name: 'map.png', key: 'key-1' }]);
    const reader = { cohortId, grades: false, isReviewerOf: () => Promise.resolve(false) };
    const read = (name: string) =>
      getReadableFile(room.deps, file.id, { ...reader, enrolmentId: anActor(name).enrolmentId });
    expect((await read('ben')).as).toBe('author');
    await expect(read('cid')).rejects.toMatchObject({ code: 'file-unknown' });
  });

  it('leaves once, however often it is asked for, and nobody leaves alone', async () => {
    await together('ben', 'cid');
    await room.write('ana', complete);
    await leave('ben');
    await expect(leave('ben')).rejects.toMatchObject({ code: 'leaving-not-open' });
    await leave('cid');
    await expect(leave('ana')).rejects.toMatchObject({ code: 'leaving-not-open' });
    await expect(leave('dan')).rejects.toMatchObject({ code: 'submission-unknown' });
  });

  it('keeps rows of both, each once', async () => {
    const columns = [{ ...aTask().fields[0], id: 'cell' }] as ReturnType<typeof aTask>['fields'];
    const base = { id: 'rows', label: 'Rows', help: null, required: true };
    await room.teach({
      maxAuthors: 2,
      fields: [{ ...base, kind: 'table', columns, minRows: 1, maxRows: 9 }],
    });
    const row = (id: string, cell: string) => ({ id, values: { cell } });
    await room.write('ben', { rows: [row('a', 'same'), row('b', 'mine')] });
    await together('ben');
    await room.write('ana', { rows: [row('a', 'same'), row('b', 'ours')] });
    await leave('ben');
    expect(await values('ben')).toEqual({ rows: [row('a', 'same'), row('b', 'ours'), row('b-own', 'mine')] });
  });
});

describe('whatever three trainees do', () => {
  const names = ['ana', 'ben', 'cid'] as const;
  const person = fc.constantFrom(...names);
  const step = fc.record({
    by: person,
    other: person,
    kind: fc.constantFrom('invite', 'accept', 'decline', 'leave', 'submit', 'withdraw'),
  });

  it('nobody is an author twice, and nobody is without what they wrote', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        run += 1;
        const own = (name: string): string => `${name}-${run}`;
        for (const name of names)
          await room.write(own(name), { group: 'A choir', analysis: `Words of ${name}, many of them` });
        for (const { by, other, kind } of steps)
          await take(kind, own(by), own(other)).catch((error: unknown) => {
            if (typeof (error as { code?: unknown }).code !== 'string') throw error;
          });
        for (const name of names) await expectOnePlace(own(name));
        for (const name of names) {
          await take('withdraw', own(name), '').catch(() => null);
          await leave(own(name)).catch(() => null);
        }
        for (const name of names)
          expect(JSON.stringify(await values(own(name)))).toContain(`Words of ${name}, many of them`);
      }),
      { numRuns: 8 },
    );
  });

  async function expectOnePlace(name: string): Promise<void> {
    const { enrolmentId } = anActor(name);
    const places = await room.deps.records.submissions.listOf(enrolmentId);
    expect(places.length).toBeLessThanOrEqual(1);
  }

  async function take(kind: string, by: string, other: string): Promise<unknown> {
    switch (kind) {
      case 'invite':
        return invite(by, other);
      case 'leave':
        return leave(by);
      case 'submit':
        return room.submit(by);
      case 'withdraw':
        return withdraw(room.deps, { ...taskOf(by), closesAt: null });
      default: {
        const [invitation] = (await getOwnSubmission(room.deps, taskOf(by))).invitations;
        return invitation && answer(by, invitation.submissionId, kind === 'accept');
      }
    }
  }
});
