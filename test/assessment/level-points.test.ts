import {
  changeLevelPoints,
  changeTaskSettings,
  finishLevelPoints,
  finishMark,
  getTaskSettings,
  previewLevelPoints,
  type LevelPoints,
  type MarkChange,
  type Submission,
} from '../../src/assessment/index.ts';
import { GradingReasonMissing, LevelPointsOutOfRange } from '../../src/assessment/errors.ts';
import type { StoredSettings } from '../../src/assessment/settings/task-settings.records.ts';
import {
  anActor,
  cohortId,
  levels,
  openMarkingRoom,
  taskId,
  tea,
  uma,
  type MarkingRoom,
} from './marking-room.ts';

let room: MarkingRoom;
beforeEach(async () => {
  room = await openMarkingRoom();
});
afterEach(() => room.close());

const task = { cohortId, taskId };
const higher: LevelPoints = [40, 75, 90, 100];

async function graded(name: string, ...entered: MarkChange[]): Promise<Submission> {
  const work = await room.handIn(anActor(name));
  const { mark } = await room.enter(work, tea, ...entered);
  const shown = { cohortId, submissionId: work.id, by: tea, version: 1, revision: mark.revision };
  return finishMark(room.deps, { ...shown, release: 'now' });
}

describe('other points for the levels of a task', () => {
  it('say first whose score would change, and change nothing by that', async () => {
    const [ana] = [await graded('Ana', ...levels(3)), await graded('Bo', ...levels(4))];
    const affected = await previewLevelPoints(room.deps, { ...task, levelPoints: higher });
    expect(affected).toEqual([
      { submissionId: ana.id, enrolmentId: 'ana', name: 'Ana', before: 0.85, after: 0.9 },
    ]);
    expect((await room.find(ana)).releases).toMatchObject([{ shares: { ana: 0.85 } }]);
  });

  it('reckon released grades anew, with a record, without touching a word or the decision', async () => {
    const before = await graded('Ana', ...levels(3), { kind: 'overall', text: 'As it was.' });
    room.later(60);
    const reason = 'Agreed by all trainers.';
    const change = { ...task, levelPoints: higher, by: uma, reason };
    expect(await changeLevelPoints(room.deps, change)).toBe(1);
    expect(await changeLevelPoints(room.deps, change)).toBe(0);
    const after = await room.find(before);
    const { shares, levelPoints, recomputed, ...words } = after.releases[0] ?? {};
    expect(before.releases[0]).toMatchObject(words);
    expect({ shares, levelPoints }).toEqual({ shares: { ana: 0.9 }, levelPoints: higher });
    expect(recomputed).toEqual([
      { at: room.now(), by: uma, reason, levelPointsBefore: [40, 70, 85, 100], sharesBefore: { ana: 0.85 } },
    ]);
    expect(after.events.at(-1)).toMatchObject({ kind: 'recomputed', by: uma, detail: reason });
    expect(after.pending).toHaveLength(before.pending.length + 1);
  });

  it('leave the score on the side of the pass line that a marker decided', async () => {
    const decided = (decision: 'pass' | 'fail'): MarkChange[] => [
      { kind: 'decision', decision },
      { kind: 'reason', text: 'I know more.' },
    ];
    const failed = await graded('Ana', ...levels(3), ...decided('fail'));
    const passed = await graded('Bo', ...levels(1), ...decided('pass'));
    expect([failed.releases[0]?.shares, passed.releases[0]?.shares]).toEqual([{ ana: 0.69 }, { bo: 0.7 }]);
    const levelPoints: LevelPoints = [50, 75, 90, 100];
    expect(await previewLevelPoints(room.deps, { ...task, levelPoints })).toEqual([]);
    await changeLevelPoints(room.deps, { ...task, levelPoints, by: uma, reason: 'Agreed.' });
    expect((await room.find(failed)).releases).toMatchObject([{ levelPoints, shares: { ana: 0.69 } }]);
    expect((await room.find(passed)).releases).toMatchObject([{ levelPoints, shares: { bo: 0.7 } }]);
  });

  it('hold for what is released from then on', async () => {
    await changeLevelPoints(room.deps, { ...task, levelPoints: higher, by: uma, reason: 'From now on.' });
    expect((await graded('Ana', ...levels(2))).releases).toMatchObject([{ shares: { ana: 0.75 } }]);
  });

  it('are finished later where the change was cut short, or a grade came out with the old ones meanwhile', async () => {
    const work = await graded('Ana', ...levels(3));
    const listed = room.deps.records.released;
    const cut = {
      ...room.deps,
      records: { ...room.deps.records, released: { ...listed, listReleased: () => Promise.resolve([]) } },
    };
    await changeLevelPoints(cut, { ...task, levelPoints: higher, by: uma, reason: 'Cut short.' });
    expect((await room.find(work)).releases).toMatchObject([{ shares: { ana: 0.85 } }]);
    room.later(1);
    await finishLevelPoints(room.deps);
    expect((await room.find(work)).releases).toMatchObject([{ shares: { ana: 0.9 } }]);
    expect(await room.operationsOf(() => finishLevelPoints(room.deps))).toBe(1);
  });

  it('keep level 1 below the pass line and level 2 above it, and need a reason', async () => {
    const wrong: LevelPoints[] = [
      [70, 70, 85, 100],
      [40, 69, 85, 100],
      [40, 90, 85, 100],
      [40, 70, 85, 101],
      [-1, 70, 85, 100],
      [40.5, 70, 85, 100],
    ];
    for (const levelPoints of wrong)
      await expect(previewLevelPoints(room.deps, { ...task, levelPoints })).rejects.toThrow(
        LevelPointsOutOfRange,
      );
    const silent = changeLevelPoints(room.deps, { ...task, levelPoints: higher, by: uma, reason: ' ' });
    await expect(silent).rejects.toThrow(GradingReasonMissing);
  });
});

it('does not go on with settings that were being read while they changed', async () => {
  const { records } = room.deps;
  let answer: (() => void) | null = null;
  const list = (cohort: typeof cohortId) =>
    answer
      ? records.settings.list(cohort)
      : new Promise<StoredSettings[]>((resolve) => (answer = () => void resolve([])));
  const deps = { ...room.deps, records: { ...records, settings: { ...records.settings, list } } };
  const slow = getTaskSettings(deps, cohortId, taskId);
  await changeTaskSettings(deps, { ...task, by: tea, namesHidden: true, releaseMode: 'now' });
  (answer as (() => void) | null)?.();
  expect(await slow).toMatchObject({ namesHidden: false });
  expect(await getTaskSettings(deps, cohortId, taskId)).toMatchObject({ namesHidden: true });
});

it('keeps who set how a task is graded; two who set at once both find their change recorded', async () => {
  const set = (namesHidden: boolean, releaseMode: 'now' | 'together') =>
    changeTaskSettings(room.deps, { ...task, by: tea, namesHidden, releaseMode });
  await set(true, 'now');
  expect(await getTaskSettings(room.deps, cohortId, taskId)).toMatchObject({ namesHidden: true });
  await Promise.all([set(false, 'together'), set(true, 'together')]);
  const [stored] = await room.deps.records.settings.list(cohortId);
  expect(stored?.changes).toHaveLength(3);
});
