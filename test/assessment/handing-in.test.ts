import fc from 'fast-check';
import {
  getOwnSubmission,
  getOwnVersion,
  handIn,
  reviewDraft,
  saveDraftByToken,
  withdraw,
  type Release,
  type Submission,
} from '../../src/assessment/index.ts';
import {
  anActor,
  complete,
  noDates,
  openWritingRoom,
  revisionsOf,
  taskId,
  taskOf,
  trainer,
  type WritingRoom,
} from './writing-room.ts';

let room: WritingRoom;
beforeAll(async () => {
  room = await openWritingRoom();
});
beforeEach(() => room.reset());
afterAll(() => room?.close());

/** Stands in for a grade that was released. */
function released(decision: Release['decision']) {
  return (found: Submission): Submission => ({
    ...found,
    state: decision === 'revise' ? 'revise' : decision === 'pass' ? 'passed' : 'failed',
    ...{ gradingBegunAt: room.now(), waitingSince: null },
    marks: [{ marker: trainer } as Submission['marks'][number]],
    releases: [...found.releases, aRelease(found, decision)],
  });
}

function aRelease({ current, authorIds }: Submission, decision: Release['decision']): Release {
  return {
    ...{ version: current, at: room.now(), by: trainer, markId: 'mark-1' as Release['markId'] },
    ...{
      taskVersion: 'task-1',
      levels: { accuracy: 1 },
      personLevels: {},
      comments: [],
      overall: '',
      todo: '',
    },
    ...{
      proposed: decision,
      decision,
      reason: '',
      aloneReason: null,
      levelPoints: [40, 70, 85, 100],
      recomputed: [],
    },
    shares: Object.fromEntries(authorIds.map((id) => [id, 0.4])),
  };
}

async function begun(name = 'ana') {
  await room.write(name, complete);
  return room.open(name);
}

describe('handing in', () => {
  it('makes a version of what stands in the draft, with a receipt for its author and a score under way', async () => {
    const { submission } = await begun();
    const { version } = await room.submit('ana');
    expect(version).toMatchObject({
      number: 1,
      late: false,
      dueAt: null,
      words: 12,
      submittedBy: anActor('ana'),
    });
    const stored = await room.submission(submission.id);
    expect(stored).toMatchObject({
      ...{ state: 'waiting', current: 1, waitingSince: room.now(), newsForTrainersAt: room.now() },
      events: [{ kind: 'submitted', version: 1, by: anActor('ana') }],
      notices: [{ kind: 'receipt', version: 1, to: null }],
    });
    expect(stored.pending).toHaveLength(1);
    const { version: full, task } = await getOwnVersion(room.deps, { ...taskOf('ana'), number: 1 });
    expect(full).toMatchObject({
      number: 1,
      taskVersion: 'task-1',
      fields: complete,
      files: [],
      trainerOnly: [],
    });
    expect(task.version).toBe('task-1');
  });

  it('keeps the task as it stood then, whatever becomes of it', async () => {
    await begun();
    await room.submit('ana');
    await room.teach({ version: 'task-2', title: 'Another title' });
    const { task } = await getOwnVersion(room.deps, { ...taskOf('ana'), number: 1 });
    expect(task.title).toBe('Analyse a group');
  });

  it('of a double click, or of two devices at once, makes one version and answers all with it', async () => {
    const { draft, submission } = await begun();
    const command = { ...taskOf('ana'), ...noDates, seenRevisions: revisionsOf(draft) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => handIn(room.deps, command)));
    const again = await handIn(room.deps, command);
    expect(new Set([...answers, again].map(({ version }) => version.id)).size).toBe(1);
    expect((await room.submission(submission.id)).versions).toHaveLength(1);
    expect(await room.deps.records.versions.listOf(submission.id)).toHaveLength(1);
    expect(await room.database.connection.collection('submissions').countDocuments()).toBe(1);
  });

  it('refuses what is not complete, and leaves the draft open', async () => {
    await room.write('ana', { group: 'A choir', analysis: ' ' });
    await expect(room.submit('ana')).rejects.toMatchObject({
      code: 'hand-in-incomplete',
      details: { count: 1 },
    });
    expect((await room.open('ana')).draft.open).toBe(true);
    expect(await room.write('ana', complete)).toMatchObject({
      fields: [{ state: 'saved' }, { state: 'saved' }],
    });
  });

  it('refuses a draft that has changed since the page showed it', async () => {
    const { draft, token } = await begun();
    const fields = [{ fieldId: 'group', revision: 1, value: 'A band' }];
    await saveDraftByToken(room.deps, { token, fields });
    const command = { ...taskOf('ana'), ...noDates, seenRevisions: revisionsOf(draft) };
    await expect(handIn(room.deps, command)).rejects.toMatchObject({ code: 'draft-changed-since' });
    await expect(handIn(room.deps, { ...command, seenRevisions: {} })).rejects.toMatchObject({
      code: 'draft-changed-since',
    });
    expect((await room.open('ana')).submission.versions).toEqual([]);
    await room.submit('ana');
  });

  it('marks late what comes after the due date, and takes nothing after the last date', async () => {
    const due = {
      dueAt: new Date(room.now().getTime() + 60_000),
      closesAt: new Date(room.now().getTime() + 120_000),
    };
    await begun('ana');
    expect((await room.submit('ana', due)).version).toMatchObject({ late: false, dueAt: due.dueAt });
    room.later(1.5);
    await begun('ben');
    expect((await room.submit('ben', due)).version).toMatchObject({ late: true });
    room.later(1.5);
    await begun('cid');
    await expect(room.submit('cid', due)).rejects.toMatchObject({ code: 'hand-in-over' });
    const soon = {
      ...taskOf('cid'),
      ...noDates,
      opensAt: new Date(room.now().getTime() + 1),
      seenRevisions: {},
    };
    await expect(handIn(room.deps, soon)).rejects.toMatchObject({ code: 'hand-in-not-open' });
  });

  it('takes a revision after every date, and it is not late', async () => {
    const past = { dueAt: new Date(0), closesAt: new Date(0) };
    const { submission } = await begun();
    await room.submit('ana');
    await room.change(submission.id, released('revise'));
    await room.write('ana', { analysis: 'They meet, sing and eat.' });
    expect((await room.submit('ana', past)).version).toMatchObject({ number: 2, late: false, dueAt: null });
    expect(await room.submission(submission.id)).toMatchObject({ gradingBegunAt: null, state: 'waiting' });
  });

  it('refuses the version that came back, once more', async () => {
    const { submission } = await begun();
    await room.submit('ana');
    await room.change(submission.id, released('revise'));
    await expect(room.submit('ana')).rejects.toMatchObject({ code: 'hand-in-unchanged' });
    await room.write('ana', { group: 'A band' });
    await room.submit('ana');
  });

  it.each(['pass', 'fail'] as const)('takes nothing after a %s, until it is reopened', async (decision) => {
    const { submission } = await begun();
    await room.submit('ana');
    await room.change(submission.id, released(decision));
    await expect(room.submit('ana')).rejects.toMatchObject({ code: 'hand-in-settled' });
    await room.change(submission.id, (found) => ({ ...found, state: 'revise' }));
    await room.write('ana', { group: 'A band' });
    expect((await room.submit('ana')).version.number).toBe(2);
  });

  it('refuses another version while one waits', async () => {
    await begun();
    await room.submit('ana');
    const command = { ...taskOf('ana'), ...noDates, seenRevisions: { group: 7 } };
    await expect(handIn(room.deps, command)).rejects.toMatchObject({ code: 'hand-in-waiting' });
  });

  it('goes on where a crash left the draft closed, or a version that no submission names', async () => {
    const { submission, draft } = await begun();
    await room.deps.records.drafts.close(submission.id);
    await room.deps.records.versions.insert({
      ...{
        id: 'lost' as never,
        submissionId: submission.id,
        cohortId: submission.cohortId,
        taskId,
        number: 1,
      },
      ...{ taskVersion: 'task-1', fields: {}, trainerOnly: [], files: [], words: 0 },
      ...{ submittedAt: room.now(), submittedBy: anActor('ana') },
    });
    const command = { ...taskOf('ana'), ...noDates, seenRevisions: revisionsOf(draft) };
    const { version } = await handIn(room.deps, command);
    expect((await getOwnVersion(room.deps, { ...taskOf('ana'), number: 1 })).version).toMatchObject({
      ...{ id: version.id, fields: complete },
    });
  });

  it('costs eight store operations', async () => {
    const { draft } = await begun();
    const command = { ...taskOf('ana'), ...noDates, seenRevisions: revisionsOf(draft) };
    expect(await room.operationsOf(() => handIn(room.deps, command))).toBeLessThanOrEqual(8);
  });
});

describe('what is looked at before', () => {
  it('is what would be handed in, what is missing, and who the text tells of', async () => {
    await room.write('ana', { group: 'The choir of Ana', analysis: '' });
    const known = { name: 'Ana', email: null, school: null };
    const { fields, checked, privateDetails, seenRevisions } = await reviewDraft(room.deps, {
      ...taskOf('ana'),
      known,
    });
    expect(fields).toEqual({ group: 'The choir of Ana' });
    expect(checked).toMatchObject({ words: 4, problems: [{ code: 'too-few-words' }, { code: 'missing' }] });
    expect(privateDetails).toMatchObject([{ kind: 'own-name', quote: 'Ana', place: { fieldId: 'group' } }]);
    expect(seenRevisions).toEqual({ group: 1, analysis: 1 });
  });
});

describe('withdrawing', () => {
  const take = (name = 'ana', closesAt: Date | null = null) =>
    withdraw(room.deps, { ...taskOf(name), closesAt });

  it('opens the draft again, and the version stays kept and numbered', async () => {
    const { submission } = await begun();
    await room.submit('ana');
    room.later(1);
    expect(await take()).toMatchObject({ state: 'draft', current: 0, waitingSince: null });
    expect((await room.open('ana')).draft.open).toBe(true);
    expect(await room.submission(submission.id)).toMatchObject({
      versions: [{ number: 1, withdrawnAt: room.now() }],
      events: [{ kind: 'submitted' }, { kind: 'withdrawn' }],
    });
    expect((await room.submit('ana')).version.number).toBe(2);
    expect((await getOwnVersion(room.deps, { ...taskOf('ana'), number: 1 })).version.fields).toEqual(
      complete,
    );
  });

  it('of a revision brings back the version that was graded', async () => {
    const { submission } = await begun();
    await room.submit('ana');
    await room.change(submission.id, released('revise'));
    await room.write('ana', { group: 'A band' });
    await room.submit('ana');
    expect(await take()).toMatchObject({ state: 'revise', current: 1 });
  });

  it('of a double click happens once', async () => {
    const { submission } = await begun();
    await room.submit('ana');
    await Promise.all([take(), take(), take()]);
    const { events, pending } = await room.submission(submission.id);
    expect(events.map(({ kind }) => kind)).toEqual(['submitted', 'withdrawn']);
    expect(pending).toHaveLength(2);
  });

  it('ends with the first level or comment, but not with somebody who only holds it', async () => {
    const { submission } = await begun();
    await room.submit('ana');
    await room.change(submission.id, (found) => ({ ...found, gradingBegunAt: room.now() }));
    await expect(take()).rejects.toMatchObject({ code: 'withdraw-too-late' });
    const hold = { by: trainer, until: new Date(room.now().getTime() + 60_000) };
    await room.change(submission.id, (found) => ({ ...found, gradingBegunAt: null, hold }));
    expect(await take()).toMatchObject({ state: 'draft' });
  });

  it('is not open where nothing could be handed in again', async () => {
    await begun();
    await room.submit('ana');
    await expect(take('ana', new Date(0))).rejects.toMatchObject({ code: 'withdraw-too-late' });
  });

  it('needs something that waits', async () => {
    await expect(take()).rejects.toMatchObject({ code: 'submission-unknown' });
    await begun();
    await expect(take()).rejects.toMatchObject({ code: 'nothing-to-withdraw' });
  });
});

it('an author sees nothing that only trainers may see', async () => {
  const { submission } = await begun();
  await room.submit('ana');
  await room.change(submission.id, (found) => ({
    ...released('revise')(found),
    held: { version: 1, markId: 'mark-1' as Release['markId'], releaseAt: null, by: trainer, at: room.now() },
    hold: { by: trainer, until: room.now() },
  }));
  const { submission: own } = await getOwnSubmission(room.deps, taskOf('ana'));
  for (const hidden of ['marks', 'held', 'hold', 'events', 'pending', 'notices', 'allocatedTo'])
    expect(own).not.toHaveProperty(hidden);
  expect(own?.releases).toMatchObject([{ decision: 'revise', share: 0.4 }]);
  expect(own?.releases[0]).not.toHaveProperty('shares');
  expect(await room.operationsOf(() => getOwnSubmission(room.deps, taskOf('ana')))).toBe(2);
});

describe('whatever trainees, trainers and crashes do', () => {
  const step = fc.constantFrom(
    'write',
    'submit',
    'submit twice',
    'withdraw',
    'begin',
    'revise',
    'crash',
    'old page',
  );

  it('no version is lost, none is made unasked, and none is withdrawn once grading has begun', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const name = `run-${(run += 1)}`;
        await room.write(name, complete);
        const { submission } = await room.open(name);
        const made = new Map<number, string>();
        for (const [index, action] of steps.entries()) {
          const before = await room.submission(submission.id);
          await take(name, action, index).catch((error: unknown) => {
            if (typeof (error as { code?: unknown }).code !== 'string') throw error;
          });
          const after = await room.submission(submission.id);
          const isAsked = action.startsWith('submit') || action === 'old page';
          expect(after.versions.length - before.versions.length).toBeLessThanOrEqual(isAsked ? 1 : 0);
          if (before.gradingBegunAt && before.state === 'waiting' && action !== 'revise')
            expect(after).toMatchObject({ state: 'waiting', current: before.current });
          await expectAllKept(name, after, made);
        }
      }),
      { numRuns: 15 },
    );
  });

  async function take(name: string, action: string, index: number): Promise<unknown> {
    const { id } = (await room.open(name)).submission;
    switch (action) {
      case 'write':
        return room.write(name, { group: `Words ${index}` });
      case 'submit':
        return room.submit(name);
      case 'submit twice':
        return Promise.all([room.submit(name), room.submit(name)]);
      case 'withdraw':
        return withdraw(room.deps, { ...taskOf(name), closesAt: null });
      case 'begin':
        return room.change(id, (found) =>
          found.state === 'waiting' ? { ...found, gradingBegunAt: room.now() } : found,
        );
      case 'revise':
        return room.change(id, (found) => (found.state === 'waiting' ? released('revise')(found) : found));
      case 'crash':
        return room.deps.records.drafts.close(id);
      default:
        return handIn(room.deps, { ...taskOf(name), ...noDates, seenRevisions: { group: 1, analysis: 1 } });
    }
  }

  async function expectAllKept(
    name: string,
    { versions }: Submission,
    made: Map<number, string>,
  ): Promise<void> {
    expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
    for (const { number } of versions) {
      const { version } = await getOwnVersion(room.deps, { ...taskOf(name), number });
      const words = JSON.stringify(version.fields);
      expect(made.get(number) ?? words).toBe(words);
      made.set(number, words);
    }
  }
});
