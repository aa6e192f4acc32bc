import {
  findPendingResults,
  getAttempt,
  getAttemptResult,
  finishChanges,
  getProgress,
  grantAttempts,
  listGrants,
  prepareLearning,
  reopenAttempt,
  startAttempt,
  submitAttempt,
  type GrantKind,
} from '../../src/learning/index.ts';
import {
  AnotherAttemptOpen,
  AttemptLimitReached,
  AttemptNotFound,
  AttemptStillOpen,
  GrantOutOfRange,
  NobodyChosen,
  ReasonMissing,
} from '../../src/learning/errors.ts';
import { asId, newId, type AttemptId } from '../../src/shared/index.ts';
import {
  aTrainee,
  answer,
  cohortId,
  openClassroom,
  questionOf,
  quizId,
  sit,
  start,
  trainer,
  type Classroom,
  resultFor,
} from './classroom.ts';
import { rightAnswerTo } from './rules.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ attemptsAllowed: 1 });
});
afterAll(() => classroom.close());

const oneMore: GrantKind = { kind: 'extra-attempts', attempts: 1 };
const grant = (names: string[] | null, changes: Partial<Parameters<typeof grantAttempts>[1]> = {}) =>
  grantAttempts(classroom.deps, {
    ...{ cohortId, quizId, grant: oneMore, reason: 'Ill in March.', by: trainer },
    enrolmentIds: names && names.map((name) => aTrainee(name).enrolmentId),
    ...changes,
  });
const startAs = (name: string, cohort?: string) =>
  startAttempt(classroom.deps, { participant: aTrainee(name, cohort), quizId });

describe('a granted attempt', () => {
  it('is one more for whom it is meant, and for nobody else', async () => {
    for (const name of ['ana', 'bela', 'cara']) await sit(classroom, aTrainee(name), 2);
    await grant(['ana', 'bela']);
    await expect(startAs('ana')).resolves.toMatchObject({ resumed: false });
    await expect(startAs('bela')).resolves.toMatchObject({ resumed: false });
    await expect(startAs('cara')).rejects.toThrow(AttemptLimitReached);
  });

  it('stands in the trainee’s progress with its reason and who gave it', async () => {
    await getProgress(classroom.deps, aTrainee('dora'));
    await grant(['dora']);
    const { grants, quizzes } = await getProgress(classroom.deps, aTrainee('dora'));
    expect(grants).toMatchObject([{ ...oneMore, reason: 'Ill in March.', by: { name: 'Tea Trainer' } }]);
    expect(quizzes[quizId]).toMatchObject({ attemptsAllowed: 2, attemptsLeft: 2 });
  });

  it('holds for everyone in the cohort, also those who come later, and in no other', async () => {
    const classroom2 = 'cohort-2';
    await sit(classroom, aTrainee('ema', classroom2), 1);
    await grant(null, { cohortId: asId(classroom2) });
    await expect(startAs('ema', classroom2)).resolves.toMatchObject({ resumed: false });
    const late = await getProgress(classroom.deps, aTrainee('fay', classroom2));
    expect(late.quizzes[quizId]).toMatchObject({ attemptsAllowed: 2 });
    const elsewhere = await getProgress(classroom.deps, aTrainee('gina'));
    expect(elsewhere.quizzes[quizId]).toMatchObject({ attemptsAllowed: 1 });
  });

  it('reaches every summary at the next start, if it was cut short', async () => {
    await getProgress(classroom.deps, aTrainee('hugo'));
    const { records } = classroom.deps;
    await records.grants.insert({
      ...{ ...oneMore, id: newId(), cohortId, quizId, reason: 'x', by: trainer, at: classroom.now() },
      enrolmentIds: [aTrainee('hugo').enrolmentId],
    });
    expect((await getProgress(classroom.deps, aTrainee('hugo'))).grants).toEqual([]);
    await prepareLearning(classroom.deps);
    await prepareLearning(classroom.deps);
    expect((await getProgress(classroom.deps, aTrainee('hugo'))).grants).toHaveLength(1);
    expect(await records.grants.listUnspread()).toEqual([]);
  });

  it('is finished a minute later where it was cut short, but not while it may still be in the making', async () => {
    await getProgress(classroom.deps, aTrainee('ines'));
    const { records } = classroom.deps;
    await records.grants.insert({
      ...{ ...oneMore, id: newId(), cohortId, quizId, reason: 'x', by: trainer, at: classroom.now() },
      enrolmentIds: [aTrainee('ines').enrolmentId],
    });
    const grantsOf = async () => (await getProgress(classroom.deps, aTrainee('ines'))).grants;
    await finishChanges(classroom.deps, new Date(classroom.now().getTime() - 60_000));
    expect(await grantsOf()).toEqual([]);
    classroom.later(1);
    await finishChanges(classroom.deps, new Date(classroom.now().getTime() - 60_000));
    expect(await grantsOf()).toHaveLength(1);
  });

  it('needs a reason, somebody, and a number that makes sense', async () => {
    await expect(grant(['ana'], { reason: '  ' })).rejects.toThrow(ReasonMissing);
    await expect(grant([])).rejects.toThrow(NobodyChosen);
    for (const attempts of [0, -1, 1.5, NaN, 1000])
      await expect(grant(['ana'], { grant: { kind: 'extra-attempts', attempts } })).rejects.toThrow(
        GrantOutOfRange,
      );
  });

  it('is listed, newest first', async () => {
    classroom.later(1);
    await grant(['ana'], { reason: 'The last one.' });
    const [newest, ...others] = await listGrants(classroom.deps, { cohortId, quizId });
    expect(newest?.reason).toBe('The last one.');
    expect(others.length).toBeGreaterThan(0);
  });
});

describe('an attempt that was closed by accident', () => {
  const reopen = (attemptId: AttemptId, minutes: number | null = null, cohort: string = cohortId) =>
    reopenAttempt(classroom.deps, {
      ...{ cohortId: asId(cohort), attemptId, minutes, reason: 'Pressed by accident.', by: trainer },
    });

  it('opens again with its answers, and is scored anew when it is handed in', async () => {
    const ivan = aTrainee('ivan');
    const attemptId = await sit(classroom, ivan, 2);
    await reopen(attemptId);
    const sheet = await getAttempt(classroom.deps, { attemptId, enrolmentId: ivan.enrolmentId });
    expect(sheet.state).toBe('open');
    expect(sheet.answered).toBeGreaterThanOrEqual(2);
    expect(sheet.changes).toMatchObject([{ kind: 'reopened', reason: 'Pressed by accident.' }]);
    const standing = (await getProgress(classroom.deps, ivan)).quizzes[quizId];
    expect(standing).toMatchObject({ state: 'in-progress', openAttemptId: attemptId, bestShare: null });
    await answer(classroom, sheet, 3, rightAnswerTo(questionOf(classroom, sheet, 3)));
    await submitAttempt(classroom.deps, { attemptId, enrolmentId: ivan.enrolmentId });
    const result = await getAttemptResult(classroom.deps, { attemptId, viewer: ivan });
    expect(result.score?.share).toBe(0.375);
    const pending = await findPendingResults(classroom.deps, 1000);
    expect(pending.filter((entry) => entry.attemptId === attemptId)).toHaveLength(2);
    expect(await resultFor(classroom.deps, ivan.enrolmentId, { kind: 'quiz', id: quizId })).toMatchObject({
      share: 0.375,
    });
  });

  it('has the minutes that the trainer gives', async () => {
    const jana = aTrainee('jana');
    const attemptId = await sit(classroom, jana, 2);
    await reopen(attemptId, 15);
    const sheet = await getAttempt(classroom.deps, { attemptId, enrolmentId: jana.enrolmentId });
    expect(sheet.remainingMs).toBe(15 * 60_000);
  });

  it('is not opened while it or another one is open, nor by a trainer of another cohort', async () => {
    const kim = aTrainee('kim');
    const attemptId = await sit(classroom, kim, 2);
    await expect(reopen(attemptId, null, 'cohort-2')).rejects.toThrow(AttemptNotFound);
    await expect(reopen(attemptId, 0)).rejects.toThrow(GrantOutOfRange);
    await grant(['kim']);
    const second = await start(classroom, kim);
    await expect(reopen(attemptId)).rejects.toThrow(AnotherAttemptOpen);
    await expect(reopen(second.id)).rejects.toThrow(AttemptStillOpen);
  });
});
