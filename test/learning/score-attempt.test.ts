import fc from 'fast-check';
import { isPassed, scoreAttempt } from '../../src/learning/score-attempt.ts';
import { bestOf } from '../../src/learning/quiz-standing.ts';
import { asId } from '../../src/shared/index.ts';
import { aQuestionOfEachType, aSingleChoice } from '../support/curriculum.ts';
import { answersTo, rightAnswerTo, wrongAnswerTo } from './rules.ts';

const all = aQuestionOfEachType();

describe('the score of an attempt', () => {
  it('is the mean of its questions, all of the same weight', () => {
    const answered = all.map((question, index) => ({
      ...{ question, answer: index < 3 ? rightAnswerTo(question) : wrongAnswerTo(question) },
    }));
    expect(scoreAttempt(answered, 40)).toMatchObject({ share: 0.375, points: 15, maxPoints: 40 });
  });

  it('is a share from 0 to 1, and points to match', () => {
    const answered = fc
      .tuple(...all.map((question) => answersTo(question)))
      .map((answers) => all.map((question, index) => ({ question, answer: answers[index] ?? null })));
    fc.assert(
      fc.property(answered, fc.integer({ min: 1, max: 200 }), (questions, points) => {
        const score = scoreAttempt(questions, points);
        expect(score.share).toBeGreaterThanOrEqual(0);
        expect(score.share).toBeLessThanOrEqual(1);
        expect(Math.abs(score.points - score.share * points)).toBeLessThan(0.01);
      }),
    );
  });

  it('passes at the pass mark exactly, also where the sum of fractions is a hair below it', () => {
    const third = 1 / 3;
    expect(isPassed(third + third + (1 - third - third) - Number.EPSILON, 1)).toBe(true);
    expect(isPassed(0.7 * 8 * (1 / 8), 0.7)).toBe(true);
    expect(isPassed(0.6999, 0.7)).toBe(false);
    expect(isPassed(null, 0)).toBe(false);
  });

  it('is everything that was left to earn where every question was dropped', () => {
    const correction = { id: 'c', questionId: 'single', versions: ['single-1'], rescoreBy: null };
    const questions = [{ question: aSingleChoice(), answer: null }];
    expect(
      scoreAttempt(questions, 10, [{ ...correction, accept: [], drop: true, scoresMayFall: false }]),
    ).toMatchObject({
      share: 1,
      points: 10,
    });
  });
});

describe('the attempt that counts', () => {
  it('is the best, of equals the first', () => {
    const attempt = (id: string, share: number | null) => ({ id: asId<'attempt'>(id), share });
    expect(bestOf([attempt('a', 0.5), attempt('b', 0.8), attempt('c', 0.8)])?.id).toBe('b');
    expect(bestOf([])).toBeNull();
  });
});
