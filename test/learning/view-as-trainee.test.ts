import {
  findPendingResults,
  getAttemptResult,
  getProgress,
  getQuizStatistics,
  listAttempts,
  listReports,
  rebuildProgress,
  reportProblem,
  submitAttempt,
} from '../../src/learning/index.ts';
import { AttemptNotFound } from '../../src/learning/errors.ts';
import {
  aTrainee,
  answer,
  cohortId,
  openClassroom,
  questionOf,
  quizId,
  start,
  type Classroom,
  resultFor,
} from './classroom.ts';
import { rightAnswerTo } from './rules.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ attemptsAllowed: 1 });
});
afterAll(() => classroom.close());

async function sitPreview() {
  const viewer = aTrainee('trainer');
  const sheet = await start(classroom, viewer, { preview: true });
  await answer(classroom, sheet, 1, rightAnswerTo(questionOf(classroom, sheet, 1)));
  await submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: viewer.enrolmentId });
  return { viewer, sheet };
}

it('goes all the way to the result, as often as one likes', async () => {
  for (let count = 0; count < 3; count += 1) {
    const { viewer, sheet } = await sitPreview();
    const result = await getAttemptResult(classroom.deps, { attemptId: sheet.id, viewer });
    expect(result).toMatchObject({ preview: true, score: { share: 0.125 }, feedbackLevel: 'full' });
  }
});

it('stores nothing that counts, and sends nothing', async () => {
  const { viewer, sheet } = await sitPreview();
  const { deps } = classroom;
  await reportProblem(deps, {
    attemptId: sheet.id,
    enrolmentId: viewer.enrolmentId,
    questionNumber: 1,
    text: 'Hm.',
  });
  await rebuildProgress(deps, {});
  expect((await getProgress(deps, viewer)).quizzes[quizId]).toMatchObject({
    state: 'not-started',
    attemptsUsed: 0,
  });
  expect(await listAttempts(deps, { cohortId })).toEqual([]);
  expect(await findPendingResults(deps, 10)).toEqual([]);
  expect(await resultFor(deps, viewer.enrolmentId, { kind: 'curriculum' })).toBeNull();
  expect((await getQuizStatistics(deps, { cohortId, quizId })).attempts).toBe(0);
  expect(await listReports(deps, { cohortId })).toEqual([]);
});

it('is seen by nobody else', async () => {
  const { sheet } = await sitPreview();
  const asTrainer = getAttemptResult(classroom.deps, {
    attemptId: sheet.id,
    viewer: { trainerOf: cohortId },
  });
  await expect(asTrainer).rejects.toThrow(AttemptNotFound);
});
