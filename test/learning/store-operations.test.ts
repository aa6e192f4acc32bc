import {
  getAttempt,
  getAttemptResult,
  getProgress,
  listOverview,
  markLesson,
  startAttempt,
  submitAttempt,
} from '../../src/learning/index.ts';
import { aTrainee, cohortId, openClassroom, quizId, type Classroom, resultFor } from './classroom.ts';

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
});
afterAll(() => classroom.close());

it('takes few store operations for what people do often', async () => {
  const { deps } = classroom;
  const operationsOf = (action: () => Promise<unknown>) => classroom.operationsOf(action);
  const ana = aTrainee('ana');
  const { enrolmentId } = ana;
  await getProgress(deps, ana);
  expect(await operationsOf(() => getProgress(deps, ana))).toBe(1);
  const mark = { participant: ana, lessonId: 'first-steps', done: true };
  expect(await operationsOf(() => markLesson(deps, mark))).toBe(2);
  expect(await operationsOf(() => startAttempt(deps, { participant: ana, quizId }))).toBe(5);
  const { attemptId } = await startAttempt(deps, { participant: ana, quizId });
  expect(await operationsOf(() => getAttempt(deps, { attemptId, enrolmentId }))).toBe(1);
  expect(await operationsOf(() => submitAttempt(deps, { attemptId, enrolmentId }))).toBe(5);
  expect(await operationsOf(() => submitAttempt(deps, { attemptId, enrolmentId }))).toBe(1);
  expect(await operationsOf(() => getAttemptResult(deps, { attemptId, viewer: ana }))).toBe(3);
  expect(await operationsOf(() => resultFor(deps, enrolmentId, { kind: 'curriculum' }))).toBe(1);
  const everyone = { cohortId, ref: { kind: 'curriculum' }, enrolmentIds: [enrolmentId] } as const;
  expect(await operationsOf(() => listOverview(deps, everyone))).toBe(3);
});
