import {
  claimSubmission,
  finishMark,
  getGradingSheet,
  giveBack,
  gradeAgain,
  releaseDue,
  releaseNow,
  releaseTogether,
  reopenFailed,
  saveMarkByToken,
  takeBackMark,
  type Actor,
  type MarkChange,
  type ReleaseChoice,
  type Submission,
} from '../../src/assessment/index.ts';
import {
  AlreadyReleased,
  CannotReopenTask,
  GradingReasonMissing,
  HeldByAnother,
  MarkChanged,
  MarkFinished,
  MarkIncomplete,
  MarkTokenInvalid,
  NewerVersionWaits,
  NothingToGrade,
  NothingToRelease,
  SubmissionUnknown,
} from '../../src/assessment/errors.ts';
import { changeSubmission } from '../../src/assessment/change-submission.ts';
import { recordWithdrawal } from '../../src/assessment/handing-in/hand-in-rules.ts';
import { WithdrawTooLate } from '../../src/assessment/handing-in/errors.ts';
import { asId, newId } from '../../src/shared/index.ts';
import {
  ana,
  anActor,
  bo,
  cohortId,
  levels,
  openMarkingRoom,
  tea,
  uma,
  type MarkingRoom,
} from './marking-room.ts';

let room: MarkingRoom;
let count = 0;
beforeAll(async () => {
  room = await openMarkingRoom();
});
afterAll(() => room.close());

/** A work of somebody who has handed in nothing before. */
const aWork = (changes: Parameters<MarkingRoom['handIn']>[1] = {}): Promise<Submission> =>
  room.handIn(anActor(`Author${(count += 1)}`), changes);
const place = (submission: Submission, by: Actor) => ({ cohortId, submissionId: submission.id, by });
const overall = (text: string): MarkChange => ({ kind: 'overall', text });
const todo: MarkChange = { kind: 'todo', text: 'Name a counter-case.' };

async function finish(
  submission: Submission,
  by: Actor,
  release: ReleaseChoice = 'now',
): Promise<Submission> {
  const { mark, version } = await room.open(submission, by);
  const shown = { version: version.number, revision: mark?.revision ?? 0 };
  return finishMark(room.deps, { ...place(submission, by), ...shown, release });
}

describe('a mark', () => {
  it('is stored as it is entered, and neither opening nor claiming is grading', async () => {
    const work = await aWork();
    await room.open(work, tea);
    await claimSubmission(room.deps, { ...place(work, tea), takeOver: false });
    expect((await room.find(work)).gradingBegunAt).toBeNull();
    const { state, mark, hold } = await room.enter(work, tea, ...levels(3), overall('Good.'));
    expect(state).toBe('saved');
    expect(mark).toMatchObject({
      levels: { accuracy: 3, clarity: 3 },
      overall: 'Good.',
      role: 'alone',
      revision: 1,
    });
    expect(hold?.until).toEqual(new Date(room.now().getTime() + 15 * 60_000));
    expect((await room.find(work)).gradingBegunAt).toEqual(room.now());
  });

  it('may be sent twice, as where the answer was lost', async () => {
    const work = await aWork();
    const { token } = await room.open(work, tea);
    const save = () => saveMarkByToken(room.deps, { token, revision: 0, changes: [overall('Once.')] });
    await save();
    await expect(save()).resolves.toMatchObject({ state: 'saved', mark: { overall: 'Once.', revision: 1 } });
  });

  it('is not overwritten from a page that shows less than is stored', async () => {
    const work = await aWork();
    const { token } = await room.open(work, tea);
    const save = (text: string) =>
      saveMarkByToken(room.deps, { token, revision: 0, changes: [overall(text)] });
    await save('From the first tab.');
    const second = await save('From the second tab.');
    expect(second).toMatchObject({ state: 'conflict', mark: { overall: 'From the first tab.' } });
    expect((await room.find(work)).marks).toMatchObject([{ overall: 'From the first tab.' }]);
  });

  it('of two graders at once is one’s, and the other is told', async () => {
    const work = await aWork();
    const [first, second] = [await room.open(work, tea), await room.open(work, uma)];
    const save = ({ token }: typeof first, text: string) =>
      saveMarkByToken(room.deps, { token, revision: 0, changes: [overall(text)] });
    const outcomes = await Promise.allSettled([save(first, 'Tea was here.'), save(second, 'Uma was here.')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(HeldByAnother);
    expect((await room.find(work)).marks).toHaveLength(1);
  });

  it('keeps its work from being withdrawn, and none begins on what was withdrawn', async () => {
    const withdraw = ({ id }: Submission) =>
      changeSubmission(room.deps, id, (submission) =>
        recordWithdrawal(submission, { by: ana, closesAt: null, now: room.now(), pendingId: newId() }),
      );
    const graded = await aWork();
    await room.enter(graded, tea, overall('Begun.'));
    await expect(withdraw(graded)).rejects.toThrow(WithdrawTooLate);
    const withdrawn = await aWork();
    const { token } = await room.open(withdrawn, tea);
    await withdraw(withdrawn);
    const save = saveMarkByToken(room.deps, { token, revision: 0, changes: [overall('Too late.')] });
    await expect(save).rejects.toThrow(NothingToGrade);
    expect((await room.find(withdrawn)).marks).toEqual([]);
  });

  it('is either begun or its work withdrawn, where both happen at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const work = await aWork();
      const { token } = await room.open(work, tea);
      const outcomes = await Promise.allSettled([
        saveMarkByToken(room.deps, { token, revision: 0, changes: [overall('Begun.')] }),
        changeSubmission(room.deps, work.id, (submission) =>
          recordWithdrawal(submission, { by: ana, closesAt: null, now: room.now(), pendingId: newId() }),
        ),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { state, marks } = await room.find(work);
      expect(marks).toHaveLength(state === 'waiting' ? 1 : 0);
    }
  });

  it('is saved by its token alone, for the version that the page shows, for a week', async () => {
    const work = await aWork();
    const { token } = await room.open(work, tea);
    const save = (with_: string) => saveMarkByToken(room.deps, { token: with_, revision: 0, changes: [] });
    await expect(save(`${token}x`)).rejects.toThrow(MarkTokenInvalid);
    room.later(7 * 24 * 60 + 1);
    await expect(save(token)).rejects.toThrow(MarkTokenInvalid);
    await room.enter(work, tea, ...levels(1), todo);
    const old = await room.open(work, tea);
    await finish(work, tea);
    await room.handIn(work.authors[0]);
    await expect(save(old.token)).rejects.toThrow(NewerVersionWaits);
  });

  it('of another cohort is not found', async () => {
    const work = await aWork();
    const elsewhere = { ...place(work, tea), cohortId: asId<'cohort'>('cohort-2') };
    await expect(getGradingSheet(room.deps, { ...elsewhere, version: null })).rejects.toThrow(
      SubmissionUnknown,
    );
    await expect(claimSubmission(room.deps, { ...elsewhere, takeOver: false })).rejects.toThrow(
      SubmissionUnknown,
    );
    await expect(releaseNow(room.deps, elsewhere)).rejects.toThrow(SubmissionUnknown);
  });
});

describe('a claim', () => {
  it('keeps others out until it ends by itself, 15 minutes after the last thing entered', async () => {
    const work = await aWork();
    await claimSubmission(room.deps, { ...place(work, tea), takeOver: false });
    room.later(10);
    await room.enter(work, tea, overall('Still here.'));
    room.later(10);
    await expect(room.enter(work, uma, overall('Mine.'))).rejects.toThrow(HeldByAnother);
    await expect(claimSubmission(room.deps, { ...place(work, uma), takeOver: false })).rejects.toThrow(
      HeldByAnother,
    );
    room.later(6);
    await room.enter(work, uma, overall('Gone on by Uma.'));
    const { marks, events } = await room.find(work);
    expect(marks).toMatchObject([{ marker: uma, overall: 'Gone on by Uma.' }]);
    expect(events.at(-1)).toMatchObject({ kind: 'claimed', by: uma, detail: 'Tea' });
  });

  it('can be given back and taken over, which is recorded', async () => {
    const work = await aWork();
    await room.enter(work, tea, overall('Half done.'));
    await claimSubmission(room.deps, { ...place(work, uma), takeOver: true });
    expect((await room.find(work)).events.at(-1)).toMatchObject({ kind: 'claimed', by: uma, detail: 'Tea' });
    await expect(room.enter(work, tea, overall('Mine again.'))).rejects.toThrow(HeldByAnother);
    await giveBack(room.deps, place(work, uma));
    await expect(room.enter(work, tea, overall('Mine again.'))).resolves.toMatchObject({ state: 'saved' });
  });
});

describe('a finished mark', () => {
  it('needs every level, words for a revision, and a reason for another decision', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(3).slice(1));
    await expect(finish(work, tea)).rejects.toMatchObject({ details: { criteria: 'accuracy' } });
    await room.enter(work, tea, ...levels(1));
    await expect(finish(work, tea)).rejects.toThrow(MarkIncomplete);
    expect((await room.open(work, tea)).problems).toEqual([{ code: 'todo-missing', criteria: [] }]);
    await room.enter(work, tea, todo, { kind: 'decision', decision: 'fail' });
    expect((await room.open(work, tea)).problems).toEqual([{ code: 'reason-missing', criteria: [] }]);
    await room.enter(work, tea, { kind: 'reason', text: 'The third time without evidence.' });
    await expect(finish(work, tea)).resolves.toMatchObject({ state: 'failed' });
  });

  it('is released as it was seen, or not at all', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(3));
    const { mark } = await room.open(work, tea);
    await room.enter(work, tea, overall('One more word.'));
    const old = finishMark(room.deps, {
      ...place(work, tea),
      version: 1,
      revision: mark?.revision ?? 0,
      release: 'now',
    });
    await expect(old).rejects.toThrow(MarkChanged);
  });

  it('is released with levels, points, decision and what each author earns; LMS, authors and the record are told', async () => {
    const work = await aWork({ with: [anActor('Cy'), anActor('Di')] });
    const cy = asId<'enrolment'>('cy');
    const below: MarkChange = { kind: 'person-level', enrolmentId: cy, criterionId: 'clarity', level: 1 };
    await room.enter(work, tea, ...levels(4), below, overall('Well done.'), todo);
    const before = await room.find(work);
    const after = await finish(work, tea);
    expect(after).toMatchObject({ state: 'revise', waitingSince: null, hold: null, held: null });
    expect(after.releases).toMatchObject([
      {
        ...{ version: 1, by: tea, overall: 'Well done.', proposed: 'revise', decision: 'revise', reason: '' },
        ...{ levelPoints: [40, 70, 85, 100], taskVersion: 'task-1', recomputed: [] },
        shares: { [work.authorIds[0] ?? '']: 0.69, cy: 0.69, di: 0.69 },
      },
    ]);
    expect(after.pending.length).toBe(before.pending.length + 1);
    expect(after.notices.at(-1)).toMatchObject({ kind: 'revise', to: null, version: 1 });
    expect(after.events.map(({ kind }) => kind)).toEqual([
      'submitted',
      'grading-begun',
      'marked',
      'released',
    ]);
    expect(after.newsForAuthorsAt).toEqual(room.now());
  });

  it('is released once, however often it is pressed', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(3));
    const { mark } = await room.open(work, tea);
    const press = () =>
      finishMark(room.deps, {
        ...place(work, tea),
        version: 1,
        revision: mark?.revision ?? 0,
        release: 'now',
      });
    const pressed = await Promise.all([press(), press()]);
    expect((await press()).releases).toHaveLength(1);
    expect(pressed.map(({ state }) => state)).toEqual(['passed', 'passed']);
    expect((await releaseNow(room.deps, place(work, tea))).releases).toHaveLength(1);
  });

  it('waits for its time or for all of the task, and can be taken back until then', async () => {
    const [timed, together, back] = [await aWork(), await aWork(), await aWork()];
    for (const work of [timed, together, back]) await room.enter(work, tea, ...levels(3));
    const at = new Date(room.now().getTime() + 3_600_000);
    expect(await finish(timed, tea, at)).toMatchObject({ state: 'waiting', held: { releaseAt: at } });
    await finish(together, tea, 'together');
    await finish(back, tea, 'together');
    await expect(room.enter(back, tea, overall('Wait.'))).rejects.toThrow(MarkFinished);
    await takeBackMark(room.deps, place(back, tea));
    await expect(room.enter(back, tea, overall('Wait.'))).resolves.toMatchObject({ state: 'saved' });
    expect(await releaseDue(room.deps)).toBe(0);
    room.later(61);
    expect(await releaseDue(room.deps)).toBe(1);
    expect(await room.find(timed)).toMatchObject({ state: 'passed', releases: [{ by: tea }] });
    const all = { cohortId, taskId: 'groups-task', by: uma };
    expect(await releaseTogether(room.deps, all)).toBe(1);
    expect(await releaseTogether(room.deps, all)).toBe(0);
    expect(await room.find(together)).toMatchObject({ state: 'passed', releases: [{ by: uma }] });
    expect(await room.find(back)).toMatchObject({ state: 'waiting', releases: [] });
    await expect(takeBackMark(room.deps, place(timed, tea))).rejects.toThrow(AlreadyReleased);
  });

  it('that nobody finished is not released', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(4));
    await expect(releaseNow(room.deps, place(work, tea))).rejects.toThrow(NothingToRelease);
    await finish(work, tea, 'later');
    expect(await room.find(work)).toMatchObject({ state: 'waiting', held: null });
    await expect(releaseNow(room.deps, place(work, uma))).resolves.toMatchObject({ state: 'passed' });
  });
});

describe('a version that comes back', () => {
  it('opens with the former levels and comments as a proposal, which the marker takes or not', async () => {
    const work = await aWork();
    const comment: MarkChange = {
      kind: 'comment',
      id: asId('c1'),
      criterionId: 'clarity',
      anchor: null,
      text: 'How?',
    };
    await room.enter(work, tea, ...levels(1, 3, 3, 3), todo, comment);
    await finish(work, tea);
    await room.handIn(work.authors[0]);
    const sheet = await room.open(work, uma);
    expect(sheet).toMatchObject({ mark: null, version: { number: 2 }, isCurrent: true });
    expect(sheet.proposal).toMatchObject({
      from: 'former-version',
      version: 1,
      comments: [{ text: 'How?' }],
    });
    expect(sheet.submission.marks).toMatchObject([{ version: 1, levels: { accuracy: 1 } }]);
    const raised: MarkChange = { kind: 'level', criterionId: 'accuracy', level: 3 };
    const { mark } = await room.enter(work, uma, raised, { kind: 'take-proposal' });
    expect(mark).toMatchObject({
      levels: { accuracy: 3, evidence: 3 },
      comments: [{ text: 'How?' }],
      overall: '',
    });
    const after = await finish(work, uma);
    expect(after.releases).toMatchObject([
      { version: 1, levels: { accuracy: 1 } },
      { version: 2, levels: { accuracy: 3 } },
    ]);
  });

  it('leaves the earlier one to be read, but not graded', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(1), todo);
    await finish(work, tea);
    await room.handIn(work.authors[0]);
    const old = await getGradingSheet(room.deps, { ...place(work, tea), version: 1 });
    expect(old).toMatchObject({
      isCurrent: false,
      cannot: 'nothing-waits',
      mark: null,
      version: { number: 1 },
    });
    const save = saveMarkByToken(room.deps, { token: old.token, revision: 0, changes: [overall('Late.')] });
    await expect(save).rejects.toThrow(NewerVersionWaits);
  });
});

describe('a released grade', () => {
  it('can be given once more, beside the first, which keeps its words', async () => {
    const work = await aWork();
    await room.enter(work, tea, ...levels(2), overall('First words.'));
    await finish(work, tea);
    await expect(room.enter(work, uma, overall('In silence.'))).rejects.toThrow(NothingToGrade);
    await expect(gradeAgain(room.deps, { ...place(work, uma), reason: ' ' })).rejects.toThrow(
      GradingReasonMissing,
    );
    await gradeAgain(room.deps, { ...place(work, uma), reason: 'A second look was asked for.' });
    await room.enter(work, uma, ...levels(3), overall('Second words.'));
    expect(await room.find(work)).toMatchObject({ state: 'passed', releases: [{ overall: 'First words.' }] });
    room.later(1);
    const after = await finish(work, uma);
    expect(after.releases).toMatchObject([
      { version: 1, overall: 'First words.', shares: { [work.authorIds[0] ?? '']: 0.7 } },
      { version: 1, overall: 'Second words.', shares: { [work.authorIds[0] ?? '']: 0.85 } },
    ]);
  });

  it('that failed is reopened once', async () => {
    const work = await aWork();
    const fail: MarkChange[] = [
      ...levels(1),
      { kind: 'decision', decision: 'fail' },
      { kind: 'reason', text: 'Copied.' },
    ];
    const again = { ...place(work, uma), reason: 'The appeal was right.' };
    await room.enter(work, tea, ...fail);
    await expect(reopenFailed(room.deps, again)).rejects.toThrow(CannotReopenTask);
    await finish(work, tea);
    const { state, notices } = await reopenFailed(room.deps, again);
    expect([state, notices.at(-1)?.kind]).toEqual(['revise', 'reopened']);
    await room.handIn(work.authors[0]);
    await room.enter(work, tea, ...fail);
    await finish(work, tea);
    await expect(reopenFailed(room.deps, again)).rejects.toThrow(CannotReopenTask);
  });
});

it('takes two store operations to open a submission, and two to save', async () => {
  const work = await room.handIn(bo);
  const { token } = await room.open(work, tea);
  expect(await room.operationsOf(() => room.open(work, tea))).toBe(2);
  const save = (text: string, revision: number) => () =>
    saveMarkByToken(room.deps, { token, revision, changes: [overall(text)] });
  expect(await room.operationsOf(save('A', 0))).toBe(2);
  expect(await room.operationsOf(save('A', 0))).toBe(1);
});
