import {
  findPendingResults,
  getAttempt,
  getAttemptResult,
  getProgress,
  startAttempt,
  submitAttempt,
} from '../../src/learning/index.ts';
import {
  AttemptClosed,
  AttemptLimitReached,
  AttemptNotFound,
  NotYourAttempt,
  QuizUnknown,
} from '../../src/learning/errors.ts';
import { asId } from '../../src/shared/index.ts';
import {
  aTrainee,
  answer,
  openClassroom,
  questionOf,
  quizId,
  sit,
  start,
  type Classroom,
} from './classroom.ts';
import { rightAnswerTo } from './rules.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
});
afterAll(() => classroom.close());

describe('the way through a quiz', () => {
  it('starts, takes answers, is handed in, and shows its score', async () => {
    const ana = aTrainee('ana');
    const sheet = await start(classroom, ana);
    expect(sheet).toMatchObject({ number: 1, state: 'open', answered: 0, endsAt: null, preview: false });
    expect(sheet.questions).toHaveLength(8);
    for (const { number } of sheet.questions)
      await answer(classroom, sheet, number, rightAnswerTo(questionOf(classroom, sheet, number)));
    const again = await getAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: ana.enrolmentId });
    expect(again.answered).toBe(8);
    expect(again.questions.every(({ complete }) => complete)).toBe(true);
    classroom.later(20);
    await submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: ana.enrolmentId });
    const result = await getAttemptResult(classroom.deps, { attemptId: sheet.id, viewer: ana });
    expect(result).toMatchObject({ state: 'submitted', passed: true, endedBy: 'trainee' });
    expect(result.score).toEqual({ share: 1, points: 100, maxPoints: 100 });
    expect(result.submittedAt).toEqual(classroom.now());
  });

  it('shows an attempt the same when it is resumed on another device', async () => {
    const bela = aTrainee('bela');
    const sheet = await start(classroom, bela);
    const resumed = await startAttempt(classroom.deps, { participant: bela, quizId });
    expect(resumed).toEqual({ attemptId: sheet.id, resumed: true });
    const again = await start(classroom, bela);
    expect(again.questions).toEqual(sheet.questions);
  });

  it('gives a second attempt other questions', async () => {
    const cara = aTrainee('cara');
    await sit(classroom, cara, 0);
    const first = await getProgress(classroom.deps, cara);
    const second = await start(classroom, cara);
    const result = await getAttemptResult(classroom.deps, {
      attemptId: first.quizzes[quizId]?.bestAttemptId ?? asId(''),
      viewer: cara,
    });
    const seen = new Set(result.questions.map(({ question }) => question.id));
    expect(second.questions.filter(({ question }) => seen.has(question.id))).toEqual([]);
  });

  it('counts the best attempt', async () => {
    const dora = aTrainee('dora');
    await sit(classroom, dora, 6);
    classroom.later(1);
    await sit(classroom, dora, 4);
    const { quizzes } = await getProgress(classroom.deps, dora);
    expect(quizzes[quizId]).toMatchObject({
      bestShare: 0.75,
      passed: true,
      attemptsUsed: 2,
      attemptsLeft: 1,
    });
  });

  it('refuses a fourth attempt where three are allowed', async () => {
    const ema = aTrainee('ema');
    for (const right of [1, 2, 3]) await sit(classroom, ema, right);
    await expect(startAttempt(classroom.deps, { participant: ema, quizId })).rejects.toThrow(
      AttemptLimitReached,
    );
  });

  it('refuses a quiz that the curriculum does not have', async () => {
    const start = startAttempt(classroom.deps, { participant: aTrainee('fay'), quizId: 'other' });
    await expect(start).rejects.toThrow(QuizUnknown);
  });
});

describe('who may', () => {
  it('keeps an attempt from everyone but its owner', async () => {
    const [gina, hugo] = [aTrainee('gina'), aTrainee('hugo')];
    const { id: attemptId } = await start(classroom, gina);
    const { deps } = classroom;
    const as = { attemptId, enrolmentId: hugo.enrolmentId };
    await expect(getAttempt(deps, as)).rejects.toThrow(NotYourAttempt);
    await expect(submitAttempt(deps, as)).rejects.toThrow(NotYourAttempt);
    await expect(getAttemptResult(deps, { attemptId, viewer: hugo })).rejects.toThrow(NotYourAttempt);
  });

  it('shows a trainer the attempts of the own cohort only', async () => {
    const attemptId = await sit(classroom, aTrainee('ivan'), 3);
    const { deps } = classroom;
    const own = await getAttemptResult(deps, { attemptId, viewer: { trainerOf: asId('cohort-1') } });
    expect(own.feedbackLevel).toBe('full');
    const other = getAttemptResult(deps, { attemptId, viewer: { trainerOf: asId('cohort-2') } });
    await expect(other).rejects.toThrow(AttemptNotFound);
  });
});

describe('at the same moment', () => {
  it('starts one attempt where the button is pressed twice', async () => {
    const jana = aTrainee('jana');
    const started = await Promise.all(
      [1, 2, 3, 4].map(() => startAttempt(classroom.deps, { participant: jana, quizId })),
    );
    expect(new Set(started.map(({ attemptId }) => attemptId)).size).toBe(1);
    expect(started.filter(({ resumed }) => !resumed)).toHaveLength(1);
    const { quizzes } = await getProgress(classroom.deps, jana);
    expect(quizzes[quizId]).toMatchObject({ attemptsUsed: 1, state: 'in-progress' });
  });

  it('hands in once where two tabs hand in, and both see the same', async () => {
    const kim = aTrainee('kim');
    const { id: attemptId } = await start(classroom, kim);
    const as = { attemptId, enrolmentId: kim.enrolmentId };
    const [one, other] = await Promise.all([
      submitAttempt(classroom.deps, as),
      submitAttempt(classroom.deps, as),
    ]);
    expect(one).toEqual(other);
    const pending = await findPendingResults(classroom.deps, 100);
    expect(pending.filter((entry) => entry.attemptId === attemptId)).toHaveLength(1);
    await expect(submitAttempt(classroom.deps, as)).resolves.toEqual(one);
  });

  it('scores every answer that it said was stored, however the end races with it', async () => {
    for (let round = 0; round < 15; round += 1) {
      const trainee = aTrainee(`racer-${round}`);
      const sheet = await start(classroom, trainee);
      const right = (number: number) => rightAnswerTo(questionOf(classroom, sheet, number));
      const saves = sheet.questions.map(({ number }) =>
        answer(classroom, sheet, number, right(number)).then(
          () => number,
          (error: unknown) => {
            if (error instanceof AttemptClosed) return null;
            throw error;
          },
        ),
      );
      const handIn = submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: trainee.enrolmentId });
      const stored = (await Promise.all(saves)).filter((number) => number !== null);
      await handIn;
      const result = await getAttemptResult(classroom.deps, {
        attemptId: sheet.id,
        viewer: { trainerOf: trainee.cohortId },
      });
      const scored = result.questions.filter(({ share }) => share === 1).map(({ number }) => number);
      expect(scored.sort()).toEqual(stored.sort());
    }
  });
});
