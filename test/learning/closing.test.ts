import {
  getAttempt,
  grantAttempts,
  listAttempts,
  moveClosings,
  reopenAttempt,
  startAttempt,
  submitAttempt,
  type Opening,
} from '../../src/learning/index.ts';
import type { AttemptId } from '../../src/shared/index.ts';
import { aTrainee, cohortId, openClassroom, quizId, trainer, type Classroom } from './classroom.ts';

let classroom: Classroom;
afterEach(() => classroom.close());

const ana = aTrainee('ana');
const minutes = (count: number): Date => new Date(classroom.now().getTime() + count * 60_000);

function startWith(opening: Partial<Opening>) {
  const full = { opensAt: null, closesAt: null, ...opening };
  return startAttempt(classroom.deps, { participant: ana, quizId, opening: full });
}

const endOf = async (attemptId: AttemptId): Promise<Date | null> =>
  (await getAttempt(classroom.deps, { attemptId, enrolmentId: ana.enrolmentId })).endsAt;

describe('a quiz that opens and closes', () => {
  it('cannot be started before, nor after', async () => {
    classroom = await openClassroom();
    await expect(startWith({ opensAt: minutes(1) })).rejects.toMatchObject({ code: 'quiz-not-open' });
    await expect(startWith({ closesAt: minutes(-1) })).rejects.toMatchObject({ code: 'quiz-closed' });
    await expect(startWith({ opensAt: minutes(0), closesAt: minutes(1) })).resolves.toMatchObject({
      resumed: false,
    });
  });

  it('can be looked at by a trainer at any time', async () => {
    classroom = await openClassroom();
    const opening = { opensAt: minutes(1), closesAt: null };
    const look = { participant: aTrainee('tea'), quizId, preview: true, opening };
    await expect(startAttempt(classroom.deps, look)).resolves.toBeDefined();
  });

  it('ends every attempt when it closes, with or without a time limit', async () => {
    classroom = await openClassroom({ timeLimitMinutes: 45 });
    const closesAt = minutes(20);
    const { attemptId } = await startWith({ closesAt });
    expect(await endOf(attemptId)).toEqual(closesAt);
    classroom.later(21);
    const ended = await getAttempt(classroom.deps, { attemptId, enrolmentId: ana.enrolmentId });
    expect(ended.state).toBe('submitted');
  });

  it('ends at the time limit where that is earlier', async () => {
    classroom = await openClassroom({ timeLimitMinutes: 45 });
    const { attemptId } = await startWith({ closesAt: minutes(60) });
    expect(await endOf(attemptId)).toEqual(minutes(45));
  });

  it('goes on with an attempt that is open, also where starting one is over', async () => {
    classroom = await openClassroom();
    const { attemptId } = await startWith({});
    await expect(startWith({ closesAt: minutes(-1) })).resolves.toEqual({ attemptId, resumed: true });
  });

  it('is not kept open by more time for the time limit', async () => {
    classroom = await openClassroom({ timeLimitMinutes: 45 });
    const { attemptId } = await startWith({ closesAt: minutes(60) });
    const grant = { cohortId, quizId, enrolmentIds: null, by: trainer };
    await grantAttempts(classroom.deps, {
      ...{ ...grant, grant: { kind: 'more-time', minutes: 10 } },
      reason: 'Noise',
    });
    expect(await endOf(attemptId)).toEqual(minutes(55));
    await grantAttempts(classroom.deps, {
      ...{ ...grant, grant: { kind: 'no-time-limit' } },
      reason: 'Noise again',
    });
    expect(await endOf(attemptId)).toEqual(minutes(60));
  });
});

describe('dates that change while an attempt is open', () => {
  const closing = (closesAt: Date | null) =>
    moveClosings(classroom.deps, { cohortId, closesAt: () => Promise.resolve(closesAt) });

  it('move its end, later and earlier, but not past its time limit', async () => {
    classroom = await openClassroom({ timeLimitMinutes: 45 });
    const { attemptId } = await startWith({ closesAt: minutes(20) });
    await closing(minutes(30));
    expect(await endOf(attemptId)).toEqual(minutes(30));
    await closing(null);
    expect(await endOf(attemptId)).toEqual(minutes(45));
    await closing(minutes(10));
    expect(await endOf(attemptId)).toEqual(minutes(10));
  });

  it('leave what a trainer opened again', async () => {
    classroom = await openClassroom();
    const { attemptId } = await startWith({ closesAt: minutes(20) });
    await submitAttempt(classroom.deps, { attemptId, enrolmentId: ana.enrolmentId });
    await reopenAttempt(classroom.deps, {
      ...{ cohortId, attemptId, minutes: null, by: trainer, reason: 'Pressed too early' },
    });
    expect(await endOf(attemptId)).toBeNull();
    await closing(minutes(5));
    expect(await endOf(attemptId)).toBeNull();
  });

  it('cost one store operation where nothing moves', async () => {
    classroom = await openClassroom();
    const closesAt = minutes(20);
    await startWith({ closesAt });
    expect(await classroom.operationsOf(() => closing(closesAt))).toBe(1);
    expect(await listAttempts(classroom.deps, { cohortId, enrolmentId: ana.enrolmentId })).toHaveLength(1);
  });
});
