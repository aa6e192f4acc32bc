import {
  findPendingResults,
  getProgress,
  listLockedModules,
  listOverview,
  markLesson,
  markRelayed,
  rebuildProgress,
  startAttempt,
} from '../../src/learning/index.ts';
import { ActivityLocked, LessonUnknown } from '../../src/learning/errors.ts';
import { aModule, aCurriculum, aQuiz } from '../support/curriculum.ts';
import {
  aTrainee,
  cohortId,
  openClassroom,
  quizId,
  sit,
  start,
  type Classroom,
  resultFor,
} from './classroom.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
});
afterAll(() => classroom.close());

const mark = (name: string, lessonId: string, done = true) =>
  markLesson(classroom.deps, { participant: aTrainee(name), lessonId, done });
const progressOf = (name: string) => getProgress(classroom.deps, aTrainee(name));

describe('lessons', () => {
  it('are done by the own mark, which can be taken back', async () => {
    await mark('ana', 'first-steps');
    classroom.later(1);
    await mark('ana', 'second-steps');
    expect(Object.keys((await progressOf('ana')).lessons)).toEqual(['first-steps', 'second-steps']);
    await mark('ana', 'first-steps', false);
    expect(Object.keys((await progressOf('ana')).lessons)).toEqual(['second-steps']);
  });

  it('keep the time of the first mark', async () => {
    await mark('bela', 'first-steps');
    const first = (await progressOf('bela')).lessons['first-steps'];
    classroom.later(5);
    await mark('bela', 'first-steps');
    expect((await progressOf('bela')).lessons['first-steps']).toEqual(first);
  });

  it('are all kept where several are marked at once', async () => {
    await Promise.all(['first-steps', 'second-steps'].map((lesson) => mark('cara', lesson)));
    expect(Object.keys((await progressOf('cara')).lessons).sort()).toEqual(['first-steps', 'second-steps']);
  });

  it('that do not exist are refused', async () => {
    await expect(mark('dora', 'no-such-lesson')).rejects.toThrow(LessonUnknown);
  });
});

describe('progress', () => {
  it('is nothing at the first visit', async () => {
    const progress = await progressOf('nobody');
    expect(progress).toMatchObject({ lessons: {}, lastActivityAt: null, grants: [] });
    expect(progress.quizzes[quizId]).toMatchObject({
      ...{ state: 'not-started', bestShare: null, passed: false },
      ...{ attemptsUsed: 0, attemptsAllowed: 3, attemptsLeft: 3, openAttemptId: null },
    });
  });

  it('is the same when it is made anew from the facts', async () => {
    await mark('ema', 'first-steps');
    await sit(classroom, aTrainee('ema'), 5);
    classroom.later(1);
    await start(classroom, aTrainee('ema'));
    const before = await progressOf('ema');
    await classroom.database.connection.collection('progress').deleteMany({});
    expect(await rebuildProgress(classroom.deps, {})).toBeGreaterThan(0);
    expect(await progressOf('ema')).toEqual(before);
    expect(await rebuildProgress(classroom.deps, { cohortId })).toBeGreaterThan(0);
    expect(await progressOf('ema')).toEqual(before);
  });

  it('is gathered once where several pages are opened at the first visit', async () => {
    const visits = await Promise.all([1, 2, 3, 4].map(() => progressOf('newcomer')));
    for (const visit of visits) expect(visit).toEqual(visits[0]);
  });

  it('loses nothing where it is made anew while people work', async () => {
    const names = ['peter', 'quentin', 'rosa'];
    for (const name of names) await progressOf(name);
    const isOver = Promise.all(
      names.map(async (name) => {
        await Promise.all(['first-steps', 'second-steps'].map((lesson) => mark(name, lesson)));
        await sit(classroom, aTrainee(name), 6);
        await start(classroom, aTrainee(name));
      }),
    );
    let working = true;
    void isOver.finally(() => (working = false));
    while (working) await rebuildProgress(classroom.deps, { cohortId });
    await isOver;
    for (const name of names) {
      const { lessons, quizzes } = await progressOf(name);
      expect(Object.keys(lessons)).toHaveLength(2);
      expect(quizzes[quizId]).toMatchObject({ attemptsUsed: 2, bestShare: 0.75 });
      expect(quizzes[quizId]?.openAttemptId).not.toBeNull();
    }
  });

  it('is put right when a crash came between the facts and the summary', async () => {
    await progressOf('fay');
    const attemptId = await sit(classroom, aTrainee('fay'), 6);
    const progress = classroom.database.connection.collection<{ _id: string }>('progress');
    await progress.updateOne({ _id: 'enrolment-fay' }, { $set: { quizzes: {} } });
    expect((await progressOf('fay')).quizzes[quizId]?.state).toBe('not-started');
    const pending = await findPendingResults(classroom.deps, 100);
    for (const entry of pending.filter((candidate) => candidate.attemptId === attemptId))
      await markRelayed(classroom.deps, entry);
    expect((await progressOf('fay')).quizzes[quizId]).toMatchObject({ state: 'done', bestShare: 0.75 });
  });
});

describe('a cohort that goes in order', () => {
  const curriculum = aCurriculum({
    modules: [aModule(), aModule({ id: 'second', quiz: aQuiz({ id: 'second-quiz' }), lessons: [] })],
  });

  it('opens a module when the one before it is finished', async () => {
    const deps = { ...classroom.deps, curriculum: () => curriculum };
    const gina = aTrainee('gina');
    const startSecond = () => startAttempt(deps, { participant: gina, quizId: 'second-quiz', inOrder: true });
    expect([...listLockedModules(curriculum, await getProgress(deps, gina))]).toEqual(['second']);
    await expect(startSecond()).rejects.toThrow(ActivityLocked);
    for (const lesson of ['first-steps', 'second-steps']) await mark('gina', lesson);
    await sit(classroom, gina, 8);
    expect([...listLockedModules(curriculum, await getProgress(deps, gina))]).toEqual([]);
    await expect(startSecond()).resolves.toMatchObject({ resumed: false });
  });
});

describe('the result that an LMS gets', () => {
  const resultOf = (name: string, ref: Parameters<typeof resultFor>[2] = { kind: 'quiz', id: quizId }) =>
    resultFor(classroom.deps, aTrainee(name).enrolmentId, ref);

  it('is none before the first attempt, and none of a lesson', async () => {
    expect(await resultOf('hugo')).toBeNull();
    await mark('hugo', 'first-steps');
    expect(await resultOf('hugo', { kind: 'lesson', id: 'first-steps' })).toBeNull();
    expect(await resultOf('hugo', { kind: 'curriculum' })).toBeNull();
  });

  it('is in progress while the first attempt is open', async () => {
    await start(classroom, aTrainee('ivan'));
    expect(await resultOf('ivan')).toMatchObject({ state: 'in-progress', share: null, complete: false });
  });

  it('is the best attempt, at the time of the last event', async () => {
    const jana = aTrainee('jana');
    await sit(classroom, jana, 6);
    classroom.later(3);
    await sit(classroom, jana, 2);
    expect(await resultOf('jana')).toMatchObject({
      ...{ state: 'graded', share: 0.75, points: 75, maxPoints: 100, at: classroom.now(), complete: true },
    });
  });

  it('is the share of all points in per cent for a module and the curriculum', async () => {
    const quizzes = [aQuiz({ points: 50 }), aQuiz({ id: 'second-quiz', points: 150 })];
    const modules = quizzes.map((quiz, index) => aModule({ id: `module-${index}`, quiz }));
    const deps = { ...classroom.deps, curriculum: () => aCurriculum({ modules }) };
    const kim = aTrainee('kim');
    await sit(classroom, kim, 8);
    const whole = await resultFor(deps, kim.enrolmentId, { kind: 'curriculum' });
    expect(whole).toMatchObject({ share: 0.25, points: 25, maxPoints: 100, complete: false });
    const module = await resultFor(deps, kim.enrolmentId, { kind: 'module', id: 'module-0' });
    expect(module).toMatchObject({ share: 1, points: 100, maxPoints: 100, complete: true });
  });
});

describe('what the outbox has to take over', () => {
  it('is there from the moment an attempt ends until it is marked, oldest first', async () => {
    for (const pending of await findPendingResults(classroom.deps, 1000))
      await markRelayed(classroom.deps, pending);
    const ids = [];
    for (const name of ['lea', 'mia', 'nora']) {
      ids.push(await sit(classroom, aTrainee(name), 3));
      classroom.later(1);
    }
    const pending = await findPendingResults(classroom.deps, 2);
    expect(pending.map(({ attemptId }) => attemptId)).toEqual(ids.slice(0, 2));
    for (const entry of [...pending, ...pending]) await markRelayed(classroom.deps, entry);
    const rest = await findPendingResults(classroom.deps, 1000);
    expect(rest.map(({ attemptId }) => attemptId)).toEqual(ids.slice(2));
  });
});

describe("a trainer's overview", () => {
  it('has a line for everyone, in the order asked for', async () => {
    const names = ['zoe', 'jana', 'ivan'];
    const rows = await listOverview(classroom.deps, {
      cohortId,
      ref: { kind: 'quiz', id: quizId },
      enrolmentIds: names.map((name) => aTrainee(name).enrolmentId),
    });
    expect(rows.map(({ state }) => state)).toEqual(['not-started', 'done', 'in-progress']);
    expect(rows[1]).toMatchObject({ share: 0.75, standing: { attemptsLeft: 1 } });
  });

  it('puts lessons and quizzes together for the curriculum', async () => {
    await mark('olga', 'first-steps');
    await sit(classroom, aTrainee('olga'), 4);
    const [row] = await listOverview(classroom.deps, {
      ...{ cohortId, ref: { kind: 'curriculum' } },
      enrolmentIds: [aTrainee('olga').enrolmentId],
    });
    expect(row).toMatchObject({
      ...{ state: 'in-progress', share: 0.5, lessonsDone: 1, lessonsInAll: 2 },
      ...{ quizzesPassed: 0, quizzesInAll: 1, standing: null, lastActivityAt: classroom.now() },
    });
  });
});
