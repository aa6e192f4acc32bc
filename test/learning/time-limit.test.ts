import {
  endExpiredAttempts,
  getAttempt,
  getAttemptResult,
  getProgress,
  grantAttempts,
  startAttempt,
  submitAttempt,
} from '../../src/learning/index.ts';
import { TimeIsUp } from '../../src/learning/errors.ts';
import {
  aTrainee,
  answer,
  cohortId,
  openClassroom,
  questionOf,
  quizId,
  start,
  trainer,
  type Classroom,
} from './classroom.ts';
import { rightAnswerTo } from './rules.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ timeLimitMinutes: 30 });
});
afterAll(() => classroom.close());

const seconds = (count: number) => count / 60;
const answerFirst = (sheet: Parameters<typeof answer>[1]) =>
  answer(classroom, sheet, 1, rightAnswerTo(questionOf(classroom, sheet, 1)));

describe('a time limit', () => {
  it('is known before the start and counts down', async () => {
    const ana = aTrainee('ana');
    const before = await getProgress(classroom.deps, ana);
    expect(before.quizzes[quizId]?.timeLimitMinutes).toBe(30);
    await start(classroom, ana);
    classroom.later(10);
    const sheet = await start(classroom, ana);
    expect(sheet.remainingMs).toBe(20 * 60_000);
  });

  it('takes answers up to a short grace after the end, and none later', async () => {
    const sheet = await start(classroom, aTrainee('bela'));
    classroom.later(30 + seconds(9));
    await expect(answerFirst(sheet)).resolves.toMatchObject({ stored: true });
    classroom.later(seconds(2));
    await expect(answerFirst(sheet)).rejects.toThrow(TimeIsUp);
  });

  it('is ended by the server with what was stored, at the time when it ended', async () => {
    const cara = aTrainee('cara');
    const sheet = await start(classroom, cara);
    await answerFirst(sheet);
    classroom.later(300);
    expect(await endExpiredAttempts(classroom.deps)).toBeGreaterThan(0);
    const { attempts } = (await getProgress(classroom.deps, cara)).quizzes[quizId] ?? {};
    expect(attempts).toMatchObject([{ state: 'submitted', share: 0.125, submittedAt: sheet.endsAt }]);
    expect(await endExpiredAttempts(classroom.deps)).toBe(0);
    await expect(answerFirst(sheet)).rejects.toThrow(TimeIsUp);
  });

  it('has ended for whoever looks at the attempt before the server got to it', async () => {
    const dora = aTrainee('dora');
    const sheet = await start(classroom, dora);
    classroom.later(31);
    const ended = await getAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: dora.enrolmentId });
    expect(ended).toMatchObject({ state: 'submitted', remainingMs: 0 });
    const result = await getAttemptResult(classroom.deps, { attemptId: sheet.id, viewer: dora });
    expect(result).toMatchObject({ endedBy: 'time', submittedAt: sheet.endsAt });
  });

  it('starts another attempt where the one that was open has run out', async () => {
    const ema = aTrainee('ema');
    const first = await start(classroom, ema);
    classroom.later(31);
    const second = await startAttempt(classroom.deps, { participant: ema, quizId });
    expect(second).toMatchObject({ resumed: false });
    expect(second.attemptId).not.toBe(first.id);
  });

  it('says that time ended it, where it is handed in too late', async () => {
    const fay = aTrainee('fay');
    const { id: attemptId } = await start(classroom, fay);
    classroom.later(31);
    const end = await submitAttempt(classroom.deps, { attemptId, enrolmentId: fay.enrolmentId });
    expect(end.endedBy).toBe('time');
  });
});

describe('a trainer', () => {
  const grant = (grant: Parameters<typeof grantAttempts>[1]['grant'], names: string[]) =>
    grantAttempts(classroom.deps, {
      ...{ cohortId, quizId, grant, reason: 'The network was down.', by: trainer },
      enrolmentIds: names.map((name) => aTrainee(name).enrolmentId),
    });

  it('lengthens the time of an attempt that is running, and of those to come', async () => {
    const gina = aTrainee('gina');
    const sheet = await start(classroom, gina);
    classroom.later(29);
    await grant({ kind: 'more-time', minutes: 15 }, ['gina']);
    classroom.later(10);
    await expect(answerFirst(sheet)).resolves.toMatchObject({ stored: true });
    const longer = await start(classroom, gina);
    expect(longer.remainingMs).toBe(6 * 60_000);
    expect(longer.changes).toMatchObject([
      { kind: 'more-time', minutes: 15, reason: 'The network was down.', byName: 'Tea Trainer' },
    ]);
    classroom.later(60);
    const next = await start(classroom, gina);
    expect(next.remainingMs).toBe(45 * 60_000);
    expect(next.changes).toEqual([]);
  });

  it('lifts the limit for one and leaves the others theirs', async () => {
    await start(classroom, aTrainee('hugo'));
    await start(classroom, aTrainee('ivan'));
    await grant({ kind: 'no-time-limit' }, ['hugo']);
    classroom.later(300);
    await endExpiredAttempts(classroom.deps);
    const standing = async (name: string) =>
      (await getProgress(classroom.deps, aTrainee(name))).quizzes[quizId];
    expect(await standing('hugo')).toMatchObject({ state: 'in-progress', timeLimitMinutes: null });
    expect(await standing('ivan')).toMatchObject({ state: 'done', timeLimitMinutes: 30 });
  });

  it('gives both times where two trainers grant time at once', async () => {
    const jana = aTrainee('jana');
    await start(classroom, jana);
    await Promise.all([5, 7].map((minutes) => grant({ kind: 'more-time', minutes }, ['jana'])));
    const sheet = await start(classroom, jana);
    expect(sheet.remainingMs).toBe(42 * 60_000);
  });
});
