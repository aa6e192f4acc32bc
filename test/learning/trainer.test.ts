import {
  getQuizStatistics,
  listAttempts,
  listReports,
  reportProblem,
  settleReport,
  submitAttempt,
} from '../../src/learning/index.ts';
import { QuestionNotInAttempt, ReportNotFound, TextMissing, TextTooLong } from '../../src/learning/errors.ts';
import { isTooEasy, isTooHard, questionStatistics } from '../../src/learning/question-statistics.ts';
import { asId } from '../../src/shared/index.ts';
import { aMatching, aNumeric, aShortText, aSingleChoice } from '../support/curriculum.ts';
import {
  aTrainee,
  answer,
  cohortId,
  openClassroom,
  quizId,
  sit,
  start,
  trainer,
  type Classroom,
} from './classroom.ts';

const answered = (count: number, value: string, share: number) =>
  Array.from({ length: count }, () => ({ answer: { type: 'single-choice', value }, share }) as const);

describe('statistics of a question', () => {
  it('tell nothing but the number below five answers', () => {
    expect(questionStatistics(aSingleChoice(), answered(4, 'b', 1), true)).toMatchObject({
      ...{ answers: 4, shareRight: null, choices: null },
    });
  });

  it('tell the share right and the options chosen from five', () => {
    const given = [...answered(3, 'b', 1), ...answered(2, 'a', 0), { answer: null, share: 0 }];
    const statistics = questionStatistics(aSingleChoice(), given, true);
    expect(statistics).toMatchObject({ answers: 5, shareRight: 0.6 });
    expect(
      statistics.choices?.map(({ value, count, share, correct }) => [value, count, share, correct]),
    ).toEqual([
      ['a', 2, 0.4, false],
      ['b', 3, 0.6, true],
      ['c', 0, 0, false],
    ]);
  });

  it('count targets for each pair, and the commonest texts', () => {
    const pairs = Array.from({ length: 5 }, () => ({
      answer: { type: 'matching' as const, value: { left1: 'right1', left2: 'right4' } },
      share: 0.5,
    }));
    const matching = questionStatistics(aMatching(), pairs, true);
    expect(matching.shareRight).toBe(0);
    const counted = matching.choices?.filter(({ count }) => count > 0);
    expect(counted).toMatchObject([
      { partId: 'left1', partHtml: 'Left 1', value: 'right1', correct: true, count: 5 },
      { partId: 'left2', value: 'right4', correct: false, count: 5 },
    ]);
    const texts = ['Practice', 'practice.', 'tea', 'Tea', 'TEA'].map((value) => ({
      answer: { type: 'short-text' as const, value },
      share: 0,
    }));
    expect(questionStatistics(aShortText(), texts, true).choices).toMatchObject([
      { value: 'tea', count: 3, correct: false },
      { value: 'practice', count: 2, correct: true },
    ]);
    const numbers = ['-5', '-5', '25', '25', '25'].map((value) => ({
      answer: { type: 'numeric' as const, value },
      share: 0,
    }));
    expect(questionStatistics(aNumeric(), numbers, true).choices).toMatchObject([
      { value: '25', correct: true },
      { value: '-5', correct: false },
    ]);
  });

  it('call it too hard under 30 % and too easy over 95 %, from thirty answers', () => {
    const of = (right: number, wrong: number) =>
      questionStatistics(aSingleChoice(), [...answered(right, 'b', 1), ...answered(wrong, 'a', 0)], true);
    expect([of(8, 22), of(9, 21), of(8, 21)].map(isTooHard)).toEqual([true, false, false]);
    expect([of(29, 1), of(28, 2), of(29, 0)].map(isTooEasy)).toEqual([true, false, false]);
  });
});

describe('in a cohort', () => {
  let classroom: Classroom;
  beforeAll(async () => {
    classroom = await openClassroom({
      pool: [aSingleChoice()],
      blueprint: [{ outcomeId: 'groups-classify', draw: 1 }],
    });
  });
  afterAll(() => classroom.close());

  it('statistics count what was handed in here, version by version', async () => {
    for (let count = 0; count < 6; count += 1)
      await sit(classroom, aTrainee(`ana-${count}`), count < 4 ? 1 : 0);
    await sit(classroom, aTrainee('elsewhere', 'cohort-2'), 1);
    await start(classroom, aTrainee('still-open'));
    const { attempts, questions } = await getQuizStatistics(classroom.deps, { cohortId, quizId });
    expect(attempts).toBe(6);
    expect(questions).toMatchObject([{ questionId: 'single', current: true, answers: 6, shareRight: 4 / 6 }]);
    const next = aSingleChoice({ version: 'single-2' });
    classroom.teach({ pool: [next], blueprint: [{ outcomeId: 'groups-classify', draw: 1 }] });
    const later = await getQuizStatistics(classroom.deps, { cohortId, quizId });
    expect(later.questions).toMatchObject([
      { version: 'single-2', current: true, answers: 0 },
      { version: 'single-1', current: false, answers: 6 },
    ]);
    classroom.teach({ pool: [aSingleChoice()], blueprint: [{ outcomeId: 'groups-classify', draw: 1 }] });
  });

  it('every attempt is listed, newest first', async () => {
    classroom.later(1);
    const bela = aTrainee('bela');
    const sheet = await start(classroom, bela);
    await answer(classroom, sheet, 1, { type: 'single-choice', value: 'b' });
    const [newest] = await listAttempts(classroom.deps, { cohortId, quizId });
    expect(newest).toMatchObject({ id: sheet.id, state: 'open', share: null, answered: 1, questions: 1 });
    await submitAttempt(classroom.deps, { attemptId: sheet.id, enrolmentId: bela.enrolmentId });
    const own = await listAttempts(classroom.deps, { cohortId, enrolmentId: bela.enrolmentId });
    expect(own).toMatchObject([{ state: 'submitted', share: 1, points: 100, passed: true }]);
  });

  it('a trainee reports a problem with a question, and a trainer settles it', async () => {
    const cara = aTrainee('cara');
    const { id: attemptId } = await start(classroom, cara);
    const report = (text: string, questionNumber = 1) =>
      reportProblem(classroom.deps, { attemptId, enrolmentId: cara.enrolmentId, questionNumber, text });
    await expect(report(' ')).rejects.toThrow(TextMissing);
    await expect(report('x'.repeat(2001))).rejects.toThrow(TextTooLong);
    await expect(report('Hm.', 2)).rejects.toThrow(QuestionNotInAttempt);
    await report('Both b and c are right.');
    const [reported] = await listReports(classroom.deps, { cohortId, quizId });
    expect(reported).toMatchObject({ questionId: 'single', version: 'single-1', settled: null });
    const settle = (cohort: string) =>
      settleReport(classroom.deps, {
        ...{ cohortId: asId<'cohort'>(cohort), reportId: reported?.id ?? asId(''), by: trainer },
      });
    await expect(settle('cohort-2')).rejects.toThrow(ReportNotFound);
    await settle('cohort-1');
    expect(await listReports(classroom.deps, { cohortId })).toMatchObject([{ settled: { by: trainer } }]);
  });
});
