import {
  claimSubmission,
  finishMark,
  getTaskRecords,
  releaseAlone,
  takeBackMark,
  type Actor,
  type MarkChange,
  type Submission,
} from '../../src/assessment/index.ts';
import {
  AgreementNeedsOther,
  GradingReasonMissing,
  HeldByAnother,
  MarkersComplete,
  NothingToRelease,
  ThirdMarkerNeeded,
} from '../../src/assessment/errors.ts';
import { asId } from '../../src/shared/index.ts';
import {
  ana,
  anActor,
  cohortId,
  levels,
  openMarkingRoom,
  tea,
  uma,
  vid,
  type MarkingRoom,
} from './marking-room.ts';

let room: MarkingRoom;
let count = 0;
beforeAll(async () => {
  room = await openMarkingRoom({ markers: 2, maxAuthors: 3 });
});
afterAll(() => room.close());

const aWork = (): Promise<Submission> => room.handIn(anActor(`Author${(count += 1)}`));
const todo: MarkChange = { kind: 'todo', text: 'Say more.' };

async function finish(work: Submission, by: Actor, ...entered: MarkChange[]): Promise<Submission> {
  if (entered.length > 0) await room.enter(work, by, ...entered);
  const { mark } = await room.open(work, by);
  const shown = { cohortId, submissionId: work.id, by, version: 1, revision: mark?.revision ?? 0 };
  return finishMark(room.deps, { ...shown, release: 'now' });
}

describe('two markers', () => {
  it('grade at the same time, without seeing each other’s levels until both are finished', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(3));
    const { mark } = await room.enter(work, uma, ...levels(4));
    expect(mark).toMatchObject({ role: 'second', levels: { clarity: 4 } });
    await finish(work, tea);
    const sheet = await room.open(work, uma);
    expect(sheet.submission.marks).toMatchObject([{ marker: uma }]);
    expect(sheet.markers).toMatchObject([
      { role: 'first', marker: tea, isFinished: true, isMine: false },
      { role: 'second', marker: uma, isFinished: false, isMine: true },
    ]);
    const after = await finish(work, uma);
    expect(after).toMatchObject({ state: 'waiting', releases: [] });
    expect((await room.open(work, uma)).submission.marks).toHaveLength(2);
  });

  it('leave no place to a third while they are at it', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(3));
    await room.enter(work, uma, ...levels(3));
    await expect(room.enter(work, vid, ...levels(3))).rejects.toThrow(MarkersComplete);
    expect(await room.open(work, vid)).toMatchObject({
      cannot: 'places-taken',
      mark: null,
      submission: { marks: [] },
    });
  });

  it('may be replaced where one has left a mark behind, which is recorded', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3));
    await room.enter(work, uma, ...levels(4).slice(1));
    room.later(16);
    await claimSubmission(room.deps, { cohortId, submissionId: work.id, by: vid, takeOver: true });
    expect(await room.open(work, vid)).toMatchObject({ role: 'second', mark: { levels: { clarity: 4 } } });
    expect((await room.find(work)).events.at(-1)).toMatchObject({ kind: 'claimed', by: vid });
    await expect(room.enter(work, uma, ...levels(4))).rejects.toThrow(MarkersComplete);
  });

  it('do not take a mark back once they have seen the other’s', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3));
    const place = { cohortId, submissionId: work.id, by: tea };
    await takeBackMark(room.deps, place);
    await finish(work, tea);
    await finish(work, uma, ...levels(3));
    await expect(takeBackMark(room.deps, place)).rejects.toThrow();
    expect((await room.find(work)).marks.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  });
});

describe('a first marker to whom no second one comes', () => {
  const reason = 'I am the only trainer here.';
  const alone = (work: Submission, by = tea, why = reason) =>
    releaseAlone(room.deps, { cohortId, submissionId: work.id, by, reason: why });

  it('releases their finished mark alone, with a reason on record and in the release; twice is once', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3));
    const after = await alone(work);
    expect(after).toMatchObject({
      ...{ state: 'passed', marks: [{ role: 'alone', marker: tea }] },
      releases: [{ by: tea, aloneReason: reason, levels: { clarity: 3 } }],
    });
    expect(after.events.slice(-2)).toMatchObject([
      { kind: 'released-alone', by: tea, detail: reason },
      { kind: 'released' },
    ]);
    expect(await alone(work)).toEqual(after);
  });

  it('needs a reason and a finished mark of their own', async () => {
    const work = await aWork();
    await expect(alone(work)).rejects.toThrow(NothingToRelease);
    await room.enter(work, tea, ...levels(3));
    await expect(alone(work)).rejects.toThrow(NothingToRelease);
    await finish(work, tea);
    await expect(alone(work, tea, ' ')).rejects.toThrow(GradingReasonMissing);
    await expect(alone(work, uma)).rejects.toThrow(NothingToRelease);
    expect(await room.find(work)).toMatchObject({ state: 'waiting', releases: [] });
  });

  it('waits while another marker has begun or is about to', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3));
    await claimSubmission(room.deps, { cohortId, submissionId: work.id, by: uma, takeOver: false });
    await expect(alone(work)).rejects.toThrow(HeldByAnother);
    await room.enter(work, uma, ...levels(3).slice(1));
    await expect(alone(work)).rejects.toThrow(MarkersComplete);
    await finish(work, uma, ...levels(3));
    await expect(alone(work)).rejects.toThrow(MarkersComplete);
    expect(await room.find(work)).toMatchObject({ state: 'waiting', releases: [] });
  });
});

describe('two marks that are near each other', () => {
  it('are agreed upon in one more mark, from what they share, and both are kept', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3, 3, 2, 4), { kind: 'overall', text: 'From Tea.' });
    await finish(work, uma, ...levels(3, 4, 2, 4), { kind: 'overall', text: 'From Uma.' });
    const sheet = await room.open(work, uma);
    expect(sheet).toMatchObject({
      role: 'agreed',
      disagreement: { criteria: ['evidence'], needsThird: false },
    });
    expect(sheet.proposal).toMatchObject({
      ...{ from: 'both-marks', overall: 'From Tea.\n\nFrom Uma.' },
      levels: { accuracy: 3, 'counter-case': 2, clarity: 4 },
    });
    const tooHigh: MarkChange = { kind: 'level', criterionId: 'evidence', level: 4 };
    await room.enter(work, uma, { kind: 'take-proposal' }, tooHigh);
    await expect(finish(work, uma)).rejects.toThrow(AgreementNeedsOther);
    const after = await finish(work, tea);
    expect(after).toMatchObject({
      state: 'passed',
      releases: [{ levels: { evidence: 4 }, overall: 'From Tea.\n\nFrom Uma.' }],
    });
    expect(after.marks.map(({ role }) => role)).toEqual(['first', 'second', 'agreed']);
    expect(after.marks[0]?.levels['evidence']).toBe(3);
  });

  it('may be settled by one who goes over to the other’s levels', async () => {
    const work = await aWork();
    await finish(work, tea, ...levels(3));
    await finish(work, uma, ...levels(4));
    const after = await finish(work, tea, { kind: 'take-proposal' }, ...levels(4));
    expect(after).toMatchObject({ state: 'passed', releases: [{ levels: { clarity: 4 }, by: tea }] });
  });
});

describe('a mark', () => {
  it('takes no more text in all than one document can keep of every version', async () => {
    const work = await aWork();
    const text = 'x'.repeat(20_000);
    const comment = (id: number): MarkChange => {
      return { kind: 'comment', id: asId(`c${id}`), criterionId: null, anchor: null, text };
    };
    await room.enter(work, tea, ...Array.from({ length: 10 }, (_, id) => comment(id)));
    await expect(room.enter(work, tea, comment(10))).rejects.toMatchObject({ code: 'mark-too-long' });
  });
});

describe('the record of a person', () => {
  it('tells a second marker nothing of the first mark before both are finished', async () => {
    const work = await aWork();
    const [author] = work.authorIds;
    if (!author) throw new Error('Nobody handed it in');
    await finish(work, tea, ...levels(3));
    const marksFor = async (reader: Actor) => (await getTaskRecords(room.deps, author, reader))[0]?.marks;
    expect(await marksFor(uma)).toEqual([]);
    expect(await marksFor(tea)).toMatchObject([{ role: 'first' }]);
    await finish(work, uma, ...levels(3));
    expect(await marksFor(uma)).toMatchObject([{ role: 'first' }, { role: 'second' }]);
  });
});

describe('two marks that are far apart', () => {
  it.each([
    ['two levels', levels(4), levels(2)],
    ['on either side of level 2', levels(2), [...levels(1), todo]],
  ])('(%s) are decided by a third marker, who sees both', async (_, one, other) => {
    const work = await aWork();
    await finish(work, tea, ...one);
    await finish(work, uma, ...other);
    await expect(room.enter(work, tea, ...levels(3))).rejects.toThrow(ThirdMarkerNeeded);
    expect(await room.open(work, tea)).toMatchObject({
      cannot: 'needs-third',
      disagreement: { needsThird: true },
    });
    const sheet = await room.open(work, vid);
    expect(sheet).toMatchObject({
      role: 'third',
      submission: { marks: [{ role: 'first' }, { role: 'second' }] },
    });
    const after = await finish(work, vid, ...levels(3));
    expect(after).toMatchObject({ state: 'passed', releases: [{ levels: { clarity: 3 }, by: vid }] });
    expect(after.marks.map(({ role }) => role)).toEqual(['first', 'second', 'third']);
  });

  it('for one of two authors only are decided by a third too', async () => {
    const work = await room.handIn(ana, { with: [anActor('Cy')] });
    const [cy] = work.authorIds.slice(1);
    if (!cy) throw new Error('Cy is no author');
    const own: MarkChange = { kind: 'person-level', enrolmentId: cy, criterionId: 'clarity', level: 1 };
    await finish(work, tea, ...levels(3), own, todo);
    await finish(work, uma, ...levels(3));
    expect((await room.open(work, uma)).disagreement).toEqual({ criteria: ['clarity'], needsThird: true });
  });
});
