import fc from 'fast-check';
import {
  proposeGrade,
  type Actor,
  type Level,
  type MarkChange,
  type Release,
  type Submission,
} from '../../src/assessment/index.ts';
import { DomainError, newId, asId } from '../../src/shared/index.ts';
import { changeMark, emptyContent } from '../../src/assessment/grading/change-mark.ts';
import { claimed } from '../../src/assessment/grading/claim-submission.ts';
import { finished } from '../../src/assessment/grading/finish-mark-rule.ts';
import { gradedAgain } from '../../src/assessment/grading/grade-again.ts';
import { releasedAlone } from '../../src/assessment/grading/release-alone.ts';
import { released } from '../../src/assessment/grading/release-rule.ts';
import { reopened } from '../../src/assessment/grading/reopen-failed.ts';
import { saveMark } from '../../src/assessment/grading/save-mark-rule.ts';
import { takenBack } from '../../src/assessment/grading/take-back-mark.ts';
import { recordHandIn, recordWithdrawal } from '../../src/assessment/handing-in/hand-in-rules.ts';
import { sharesDecided } from '../../src/assessment/grading/propose.ts';
import { recomputed } from '../../src/assessment/settings/recompute.ts';
import { freshSubmission } from '../../src/assessment/submission.records.ts';
import { aTask } from '../support/curriculum.ts';
import { ana, cohortId, taskId, tea, uma, vid } from './marking-room.ts';

const criteria = aTask().criteria;
const refused = /criterion|author|characters/;
const usual = [40, 70, 85, 100] as const;
const level = fc.constantFrom<Level[]>(0, 1, 2, 3, 4);
const points = fc
  .tuple(
    ...[
      [0, 69],
      [70, 100],
      [70, 100],
      [70, 100],
    ].map(([min, max]) => fc.integer({ min: min ?? 0, max: max ?? 0 })),
  )
  .map((all) => [...all].sort((a, b) => a - b) as [number, number, number, number]);

describe('the score that levels give', () => {
  const levelsOf = (...given: (0 | 1 | 2 | 3 | 4)[]) =>
    Object.fromEntries(criteria.map(({ id }, index) => [id, given[index] ?? 0]));

  it('is the average of the points of the levels', () => {
    expect(proposeGrade(criteria, levelsOf(2, 3, 4, 4), usual)).toEqual({ share: 0.8875, decision: 'pass' });
    expect(proposeGrade(criteria, levelsOf(2, 2, 2, 2), usual)).toEqual({ share: 0.7, decision: 'pass' });
    expect(proposeGrade(criteria, levelsOf(1, 1, 1, 1), usual)).toEqual({ share: 0.4, decision: 'revise' });
  });

  it('is capped at 69 while a criterion is below level 2, however good the others are', () => {
    expect(proposeGrade(criteria, levelsOf(4, 4, 4, 1), usual)).toEqual({ share: 0.69, decision: 'revise' });
    expect(proposeGrade(criteria, levelsOf(4, 4, 4, 0), usual)).toEqual({ share: 0.69, decision: 'revise' });
  });

  it('never leaves 0 to 1, passes exactly where every level is 2 or above, and never falls with a better level', () => {
    fc.assert(
      fc.property(fc.tuple(level, level, level, level), points, fc.nat(3), (given, worth, at) => {
        const { share, decision } = proposeGrade(criteria, levelsOf(...given), worth);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(decision).toBe(given.every((one) => one >= 2) ? 'pass' : 'revise');
        expect(share >= 0.7).toBe(decision === 'pass');
        const better = given.map((one, index) => (index === at ? Math.min(4, one + 1) : one)) as typeof given;
        expect(proposeGrade(criteria, levelsOf(...better), worth).share).toBeGreaterThanOrEqual(share);
      }),
    );
  });
});

describe('the score that a decision gives', () => {
  const shares = fc.dictionary(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }));

  it('stays within 0 and 1, is on the side of the pass line that was decided, and moves no further than it must', () => {
    fc.assert(
      fc.property(shares, fc.constantFrom('pass', 'revise', 'fail'), (earned, decision) => {
        const decided = sharesDecided(earned, decision);
        expect(Object.keys(decided)).toEqual(Object.keys(earned));
        for (const [id, share] of Object.entries(decided)) {
          expect(share >= 0 && share <= 1).toBe(true);
          expect(share >= 0.7).toBe(decision === 'pass');
          expect([earned[id], 0.69, 0.7]).toContain(share);
        }
        expect(sharesDecided(decided, decision)).toEqual(decided);
      }),
    );
  });
});

describe('what a marker enters', () => {
  const scope = { criteria, authorIds: ['ana'], proposal: null, now: new Date(0) };

  it('is taken away again by null, and leaves nothing behind', () => {
    const entered: MarkChange[] = [
      { kind: 'level', criterionId: 'clarity', level: 3 },
      { kind: 'person-level', enrolmentId: asId('ana'), criterionId: 'clarity', level: 1 },
    ];
    const taken = entered.map((change) => ({ ...change, level: null }) as MarkChange);
    const after = changeMark(changeMark(emptyContent, entered, scope), taken, scope);
    expect(after).toEqual(emptyContent);
  });

  it('is refused where it names no criterion, level or author, or is too long', () => {
    const change = (one: MarkChange) => () => changeMark(emptyContent, [one], scope);
    expect(change({ kind: 'level', criterionId: 'style', level: 3 })).toThrow('style');
    expect(change({ kind: 'level', criterionId: '__proto__', level: 3 })).toThrow(refused);
    expect(
      change({ kind: 'person-level', enrolmentId: asId('bo'), criterionId: 'clarity', level: 3 }),
    ).toThrow(refused);
    expect(change({ kind: 'overall', text: 'x'.repeat(20_001) })).toThrow(refused);
  });
});

/** One step of people who do anything at any time, also what makes no sense. */
type Step = (submission: Submission, at: Date) => Submission;

const markers = fc.constantFrom(tea, uma, vid);
const task = (count: number) => aTask({ markers: count });
const rubricOf = (count: number, worth: readonly [number, number, number, number] = usual) => ({
  task: task(count),
  levelPoints: worth,
  settings: { cohortId, taskId, namesHidden: false, releaseMode: 'now' as const, levelPoints: worth },
});

function stepsFor(count: number): fc.Arbitrary<Step> {
  const change: fc.Arbitrary<MarkChange> = fc.oneof(
    fc.record({
      kind: fc.constant('level' as const),
      criterionId: fc.constantFrom(...criteria.map(({ id }) => id)),
      level,
    }),
    fc.record({
      kind: fc.constantFrom('overall' as const, 'todo' as const, 'reason' as const),
      text: fc.constantFrom('', 'Good.', 'More.'),
    }),
    fc.record({
      kind: fc.constant('decision' as const),
      decision: fc.constantFrom('pass' as const, 'revise' as const, 'fail' as const, null),
    }),
    fc.record({
      kind: fc.constant('comment' as const),
      id: fc.constantFrom(asId<'comment'>('a'), asId<'comment'>('b')),
      criterionId: fc.constant(null),
      anchor: fc.constant(null),
      text: fc.constantFrom('', 'Why?'),
    }),
    fc.constant({ kind: 'take-proposal' as const }),
  );
  const everything: MarkChange[] = [
    ...criteria.map(({ id }) => ({ kind: 'level' as const, criterionId: id, level: 3 as const })),
    { kind: 'todo', text: 'Say more.' },
    { kind: 'reason', text: 'Because.' },
  ];
  const changes = fc.oneof(fc.array(change, { maxLength: 4 }), fc.constant(everything));
  const now = (at: Date) => ({ now: at, newId: newId<'mark'>() });
  return fc.oneof(
    fc.tuple(markers, changes, fc.nat(9)).map(([by, entered, stale]): Step => (submission, at) => {
      const revision = stale === 0 ? 0 : (latestOf(submission, by)?.revision ?? 0);
      return saveMark(submission, {
        by,
        version: submission.current,
        revision,
        changes: entered,
        task: task(count),
        ...now(at),
      }).submission;
    }),
    fc
      .tuple(markers, fc.constantFrom('now' as const, 'later' as const, 'together' as const))
      .map(([by, release]): Step => (submission, at) => {
        const revision = latestOf(submission, by)?.revision ?? 0;
        return finished(
          submission,
          { by, version: submission.current, revision, release, now: at },
          rubricOf(count),
        );
      }),
    markers.map(
      (by): Step =>
        (submission, at) =>
          released(submission, { by, now: at }, rubricOf(count)),
    ),
    fc.tuple(markers, fc.boolean()).map(
      ([by, takeOver]): Step =>
        (submission, at) =>
          claimed(submission, { by, takeOver, markers: count, now: at }),
    ),
    markers.map(
      (by): Step =>
        (submission, at) =>
          takenBack(submission, { by, task: task(count), now: at }),
    ),
    markers.map(
      (by): Step =>
        (submission, at) =>
          releasedAlone(submission, { by, reason: 'Only one', now: at }, rubricOf(count)),
    ),
    markers.map(
      (by): Step =>
        (submission, at) =>
          gradedAgain(submission, { by, reason: 'Asked', now: at }),
    ),
    markers.map(
      (by): Step =>
        (submission, at) =>
          reopened(submission, { by, reason: 'Once', now: at }),
    ),
    points.map(
      (worth): Step =>
        (submission, at) =>
          recomputed(submission, task(count), { levelPoints: worth, by: tea, reason: 'New', now: at }),
    ),
    fc.constant<Step>((submission, at) => handedIn(submission, at)),
    fc.constant<Step>((submission, at) =>
      recordWithdrawal(submission, { by: ana, closesAt: null, now: at, pendingId: newId() }),
    ),
  );
}

function latestOf({ marks, current }: Submission, by: Actor) {
  const ofVersion = marks.filter(({ version }) => version === current);
  return (
    ofVersion.findLast(({ role }) => role === 'agreed' || role === 'alone') ??
    ofVersion.findLast(({ marker }) => marker.enrolmentId === by.enrolmentId)
  );
}

function handedIn(submission: Submission, at: Date): Submission {
  const number = submission.versions.length + 1;
  const version = {
    ...{
      id: newId<'version'>(),
      submissionId: submission.id,
      cohortId,
      taskId,
      number,
      taskVersion: 'task-1',
    },
    ...{ fields: {}, trainerOnly: [], files: [], words: 1, submittedAt: at, submittedBy: ana },
  };
  return recordHandIn(
    submission,
    version,
    { dueAt: null, closesAt: null },
    { pendingId: newId(), noticeId: newId() },
  );
}

function tried(step: Step, submission: Submission, at: Date): Submission {
  try {
    return step(submission, at);
  } catch (error) {
    if (error instanceof DomainError) return submission;
    throw error;
  }
}

/** Everything but the points. */
function wordsOf(release: Release | undefined): Partial<Release> {
  return { ...release, shares: {}, levelPoints: [0, 0, 0, 0], recomputed: [] };
}

/** What must hold between two states of a submission, whatever anybody does. */
function expectLawful(before: Submission, after: Submission): void {
  for (const [index, release] of before.releases.entries()) {
    expect(wordsOf(after.releases[index])).toEqual(wordsOf(release));
  }
  for (const release of after.releases) {
    const mark = after.marks.find(({ id }) => id === release.markId);
    expect(mark?.version).toBe(release.version);
    expect(mark?.role).toMatch(/alone|agreed|third/);
    expect(Object.values(release.shares).every((share) => share >= 0 && share <= 1)).toBe(true);
    const isPass = release.decision === 'pass';
    expect(Object.values(release.shares).every((share) => share >= 0.7 === isPass)).toBe(true);
  }
  for (const fresh of after.releases.slice(before.releases.length)) {
    const mark = after.marks.find(({ id }) => id === fresh.markId);
    expect(mark?.finishedAt).not.toBeNull();
    expect(fresh).toMatchObject({
      levels: mark?.levels,
      comments: mark?.comments,
      overall: mark?.overall,
      todo: mark?.todo,
    });
    expect(after.pending.length).toBeGreaterThan(before.pending.length);
    expect(after.notices.length).toBeGreaterThan(before.notices.length);
  }
  expect(after.versions.map(({ id }) => id).slice(0, before.versions.length)).toEqual(
    before.versions.map(({ id }) => id),
  );
  expect(after.marks.map(({ id }) => id)).toEqual(expect.arrayContaining(before.marks.map(({ id }) => id)));
  for (const { withdrawnAt, number } of after.versions)
    if (withdrawnAt) expect(after.marks.filter(({ version }) => version === number)).toEqual([]);
  expect(after.state === 'waiting').toBe(after.waitingSince !== null);
  expect(after.held === null || after.state === 'waiting' || after.marks.length > 0).toBe(true);
}

describe.each([1, 2])('a submission that %i mark', (count) => {
  const fresh: Submission = {
    ...freshSubmission(ana, { cohortId, taskId }, new Date(0)),
    id: asId('ana.groups-task'),
  };

  it('never shows a draft, changes released words, loses a version, or is withdrawn while it is graded', () => {
    fc.assert(
      fc.property(fc.array(stepsFor(count), { minLength: 5, maxLength: 60 }), (steps) => {
        let submission = handedIn(fresh, new Date(1_000));
        for (const [index, step] of steps.entries()) {
          const after = tried(step, submission, new Date(2_000 + index * 7 * 60_000));
          expectLawful(submission, after);
          submission = after;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is never overwritten by who has not seen what is stored', () => {
    fc.assert(
      fc.property(markers, markers, level, level, (one, other, mine, theirs) => {
        const start = handedIn(fresh, new Date(1_000));
        const entry = (by: Actor, value: typeof mine) => ({
          ...{ by, version: 1, revision: 0, task: task(count), now: new Date(2_000), newId: newId<'mark'>() },
          changes: [{ kind: 'level' as const, criterionId: 'clarity', level: value }],
        });
        const first = saveMark(start, entry(one, mine)).submission;
        const gone = { ...first, hold: null };
        const { state, submission } = saveMark(gone, entry(other, theirs));
        const kept = submission.marks.find(({ marker }) => marker.enrolmentId === one.enrolmentId);
        const isSameMark = count === 1 || one === other;
        expect(state).toBe(isSameMark && mine !== theirs ? 'conflict' : 'saved');
        expect(kept?.levels['clarity']).toBe(mine);
      }),
    );
  });
});
