import {
  allocateEvenly,
  allocatePeople,
  allocateWork,
  changeTaskSettings,
  claimSubmission,
  countWaiting,
  finishMark,
  listQueue,
  neighboursOf,
  remindDrafts,
  wholeQueue,
  type Actor,
  type MarkChange,
  type QueueFilter,
  type Submission,
} from '../../src/assessment/index.ts';
import { shareEvenly } from '../../src/assessment/queue/allocate-people.ts';
import { asId } from '../../src/shared/index.ts';
import fc from 'fast-check';
import { aTask } from '../support/curriculum.ts';
import {
  anActor,
  cohortId,
  levels,
  openMarkingRoom,
  tea,
  uma,
  vid,
  type MarkingRoom,
} from './marking-room.ts';

const double = aTask({ id: 'double-task', markers: 2 });
const other = aTask({ id: 'other-task' });

let room: MarkingRoom;
beforeEach(async () => {
  room = await openMarkingRoom({}, [double, other]);
});
afterEach(() => room.close());

const queue = (changes: Partial<QueueFilter> = {}, viewer = tea, page = 1) =>
  listQueue(room.deps, { cohortId, viewer, filter: { ...wholeQueue, ...changes }, page });
const idsIn = async (changes: Partial<QueueFilter> = {}, viewer = tea): Promise<string[]> =>
  (await queue(changes, viewer)).rows.map(({ submissionId }) => submissionId);
const todo: MarkChange = { kind: 'todo', text: 'Say more.' };

async function works(...names: string[]): Promise<Submission[]> {
  const all: Submission[] = [];
  for (const name of names) {
    all.push(await room.handIn(anActor(name)));
    room.later(1);
  }
  return all;
}

async function finish(work: Submission, by: Actor, entered: MarkChange[], release: 'now' | 'later' = 'now') {
  const { mark } = await room.enter(work, by, ...entered);
  const shown = { cohortId, submissionId: work.id, by, version: mark.version, revision: mark.revision };
  return finishMark(room.deps, { ...shown, release });
}

describe('the queue', () => {
  it('shows who has waited longest first, with version, lateness and who holds it', async () => {
    const [first, second] = await works('Zoe', 'Adam');
    const late = await room.handIn(anActor('Late'), { dueAt: new Date(room.now().getTime() - 1) });
    if (!first || !second) throw new Error('Nothing was handed in');
    await claimSubmission(room.deps, { cohortId, submissionId: second.id, by: uma, takeOver: false });
    const { rows, total } = await queue();
    expect(total).toBe(3);
    expect(rows).toMatchObject([
      { submissionId: first.id, authors: [{ name: 'Zoe' }], version: 1, late: false, isHeldByOther: false },
      { submissionId: second.id, hold: { by: uma }, isHeldByOther: true, waitsForMe: false },
      { submissionId: late.id, late: true, waitsForMe: true },
    ]);
    expect(await idsIn({ late: true })).toEqual([late.id]);
  });

  it('moves works from one list to the next as they are graded, and back when they come again', async () => {
    const [work] = await works('Ana');
    if (!work) throw new Error('Nothing was handed in');
    await finish(work, tea, [...levels(1), todo], 'later');
    expect((await queue()).counts.show).toMatchObject({ 'to-grade': 0, ready: 1, released: 0 });
    expect((await queue({ show: 'ready' })).rows).toMatchObject([{ stage: 'ready', isHeldBack: false }]);
    const [again] = await works('Bo');
    if (!again) throw new Error('Nothing was handed in');
    await finish(again, tea, [...levels(1), todo]);
    expect((await queue({ show: 'released' })).rows).toMatchObject([
      { decision: 'revise', stage: 'released' },
    ]);
    await room.handIn(anActor('Bo'));
    expect((await queue({ show: 'revised' })).rows).toMatchObject([
      { submissionId: again.id, version: 2, isRevised: true },
    ]);
  });

  it('knows whose turn it is where two mark', async () => {
    const work = await room.handIn(anActor('Ana'), { task: double.id });
    await finish(work, tea, levels(3));
    expect(await idsIn({}, tea)).toEqual([]);
    expect(await idsIn({}, uma)).toEqual([work.id]);
    expect((await queue({ show: 'second' }, uma)).rows).toMatchObject([
      { stage: 'second', waitsForMe: true },
    ]);
    await finish(work, uma, levels(4));
    expect((await queue({ show: 'second' })).rows).toMatchObject([{ stage: 'agree', waitsForMe: true }]);
    const apart = await room.handIn(anActor('Bo'), { task: double.id });
    await finish(apart, tea, levels(2));
    await finish(apart, uma, levels(4));
    const third = async (by: Actor) =>
      (await queue({ show: 'second' }, by)).rows.find(({ stage }) => stage === 'third');
    expect(await third(tea)).toMatchObject({ waitsForMe: false });
    expect(await third(vid)).toMatchObject({ waitsForMe: true });
  });

  it('finds people by a part of their name, whatever its accents, and works of one task', async () => {
    await works('Žofia', 'Ana');
    const elsewhere = await room.handIn(anActor('Zora'), { task: other.id });
    expect((await queue({ text: ' zof' })).rows).toMatchObject([{ authors: [{ name: 'Žofia' }] }]);
    expect(await idsIn({ taskId: other.id })).toEqual([elsewhere.id]);
    expect((await queue()).counts.task).toEqual({ 'groups-task': 2, 'other-task': 1 });
  });

  it('has 50 on a page', async () => {
    for (let n = 0; n < 53; n += 1) await room.handIn(anActor(`Person${n}`));
    expect(await queue()).toMatchObject({ page: 1, pages: 2, total: 53 });
    expect((await queue({}, tea, 2)).rows).toHaveLength(3);
    expect(await queue({}, tea, 99)).toMatchObject({ page: 2 });
  });

  it('shows drafts with their age and lets a trainer remind, once a day', async () => {
    const { id } = await room.deps.records.submissions.ensure(
      anActor('Ana'),
      { cohortId, taskId: 'groups-task' },
      room.now(),
    );
    expect((await queue()).rows).toEqual([]);
    expect((await queue({ show: 'drafts' })).rows).toMatchObject([{ submissionId: id, stage: 'draft' }]);
    const remind = () => remindDrafts(room.deps, { cohortId, by: tea, submissionIds: [id] });
    expect([await remind(), await remind()]).toEqual([1, 0]);
    room.later(24 * 60);
    expect(await remind()).toBe(1);
    expect((await room.find({ id })).notices.map(({ kind }) => kind)).toEqual(['reminder', 'reminder']);
  });

  it('counts what waits and what is new since the last visit', async () => {
    await works('Ana');
    const since = room.now();
    room.later(1);
    await works('Bo');
    expect(await countWaiting(room.deps, { cohortId, viewer: tea, since })).toEqual({
      ...{ waiting: 2, mine: 2, news: 1, asked: 0 },
    });
    expect(await countWaiting(room.deps, { cohortId, viewer: tea, since: null })).toMatchObject({ news: 2 });
  });

  it('is of one cohort only', async () => {
    await works('Ana');
    const elsewhere = { cohortId: asId<'cohort'>('cohort-2'), viewer: tea, filter: wholeQueue, page: 1 };
    expect(await listQueue(room.deps, elsewhere)).toMatchObject({ total: 0 });
  });

  it('costs one store operation, and one page of it reads only what is new', async () => {
    await works('Ana', 'Bo');
    await queue();
    expect(await room.operationsOf(() => queue())).toBe(1);
    expect(await room.operationsOf(() => queue({ show: 'drafts' }))).toBe(2);
  });
});

describe('hidden names', () => {
  const hide = () =>
    changeTaskSettings(room.deps, {
      ...{ cohortId, taskId: 'groups-task', by: tea, namesHidden: true, releaseMode: 'now' },
    });

  it('show nobody’s name, in the queue or on the screen, until the grade is released', async () => {
    const [work] = await works('Žofia');
    if (!work) throw new Error('Nothing was handed in');
    await hide();
    const { rows } = await queue();
    expect(rows).toMatchObject([{ namesHidden: true, authors: [{ name: null }] }]);
    expect(await idsIn({ text: 'zof' })).toEqual([]);
    const sheet = await room.open(work, tea);
    expect(JSON.stringify([sheet.submission, sheet.version.submittedBy])).not.toContain('"Žofia"');
    await finish(work, tea, levels(3));
    expect((await queue({ show: 'released' })).rows).toMatchObject([{ authors: [{ name: 'Žofia' }] }]);
  });

  it('come in another order for each marker, always the same for one, and none gets lost', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `Person${n}`);
    await works(...names);
    await hide();
    const [mine, again, theirs] = [await idsIn(), await idsIn(), await idsIn({}, uma)];
    expect(again).toEqual(mine);
    expect(theirs).not.toEqual(mine);
    expect([...theirs].sort()).toEqual([...mine].sort());
  });
});

describe('going through the queue', () => {
  const around = (submissionId: Submission['id'], changes: Partial<QueueFilter> = {}) =>
    neighboursOf(room.deps, { cohortId, viewer: tea, filter: { ...wholeQueue, ...changes }, submissionId });

  it('keeps its order while works leave it, without a store operation on the way', async () => {
    const [a, b, c] = await works('Ana', 'Bo', 'Cy');
    if (!a || !b || !c) throw new Error('Nothing was handed in');
    await queue();
    expect(await around(a.id)).toEqual({ previous: null, next: b.id, position: 1, total: 3 });
    await finish(a, tea, levels(3));
    expect(await room.operationsOf(() => around(b.id))).toBe(0);
    expect(await around(b.id)).toEqual({ previous: a.id, next: c.id, position: 2, total: 3 });
  });

  it('finds at its end what has come in since', async () => {
    const [a] = await works('Ana');
    if (!a) throw new Error('Nothing was handed in');
    await queue();
    const [b] = await works('Bo');
    expect(await around(a.id)).toMatchObject({ previous: null, next: b?.id, total: 2 });
  });

  it('leads into the queue from a work that is not in it', async () => {
    const [a, b] = await works('Ana', 'Bo');
    if (!a || !b) throw new Error('Nothing was handed in');
    await finish(a, tea, levels(3));
    expect(await around(a.id)).toEqual({ previous: null, next: b.id, position: null, total: 1 });
  });
});

describe('allocation', () => {
  it('gives a person’s works to a trainer, also those still to come, unless one is given to another', async () => {
    const [a] = await works('Ana');
    if (!a) throw new Error('Nothing was handed in');
    const people = [anActor('Ana').enrolmentId, anActor('Bo').enrolmentId];
    await allocatePeople(room.deps, { cohortId, by: tea, people, to: uma.enrolmentId });
    const [b] = await works('Bo');
    expect(await idsIn({ who: 'mine' }, uma)).toEqual([a.id, b?.id]);
    expect((await queue({}, tea)).counts.who).toEqual({ mine: 0, unallocated: 0, all: 2 });
    await allocateWork(room.deps, { cohortId, submissionId: a.id, by: uma, to: tea.enrolmentId });
    expect(await idsIn({ who: 'mine' }, tea)).toEqual([a.id]);
    await allocatePeople(room.deps, { cohortId, by: tea, people, to: null });
    expect(await idsIn({ who: 'unallocated' })).toEqual([b?.id]);
  });

  it('leaves what nobody was given to everybody', async () => {
    const [a] = await works('Ana');
    for (const marker of [tea, uma]) expect(await idsIn({ who: 'mine' }, marker)).toEqual([a?.id]);
  });

  it('shares people so that nobody has more than one more than another, and moves as few as it can', () => {
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, n) => asId<'enrolment'>(`${prefix}${n}`));
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (many, before, after) => {
          const people = ids('person', many);
          const first = shareEvenly(people, ids('trainer', before), {});
          const second = shareEvenly(people, ids('trainer', after), first);
          expect(Object.keys(second).sort()).toEqual([...people].sort());
          const loads = ids('trainer', after).map(
            (one) => Object.values(second).filter((to) => to === one).length,
          );
          expect(Math.max(...loads)).toBeLessThanOrEqual(Math.ceil(many / after));
          expect(shareEvenly(people, ids('trainer', after), second)).toEqual(second);
        },
      ),
    );
  });

  it('can be even over a cohort', async () => {
    await works('Ana', 'Bo', 'Cy', 'Di');
    const people = ['Ana', 'Bo', 'Cy', 'Di'].map((name) => anActor(name).enrolmentId);
    await allocateEvenly(room.deps, {
      cohortId,
      by: tea,
      people,
      trainers: [tea.enrolmentId, uma.enrolmentId],
    });
    expect([(await idsIn({ who: 'mine' }, tea)).length, (await idsIn({ who: 'mine' }, uma)).length]).toEqual([
      2, 2,
    ]);
  });
});
