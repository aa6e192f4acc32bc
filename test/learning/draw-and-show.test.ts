import fc from 'fast-check';
import { drawQuestions } from '../../src/learning/draw-questions.ts';
import { showQuestion } from '../../src/learning/show-question.ts';
import { aCloze, aMatching, anOrdering, aQuiz } from '../support/curriculum.ts';
import { questions, seeds } from './rules.ts';

const quiz = aQuiz();
const nothingSeen = new Map<string, number>();
const idsOf = (drawn: readonly { readonly id: string }[]) => drawn.map(({ id }) => id);

describe('drawing the questions of an attempt', () => {
  it('takes of each outcome what the blueprint asks for, none twice', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = drawQuestions(quiz, nothingSeen, seed);
        expect(new Set(idsOf(drawn)).size).toBe(8);
        for (const { outcomeId, draw } of quiz.blueprint)
          expect(drawn.filter((question) => question.outcomeId === outcomeId)).toHaveLength(draw);
      }),
    );
  });

  it('draws the same again from the same seed, and something else from another', () => {
    const draw = (seed: string) => idsOf(drawQuestions(quiz, nothingSeen, seed)).join();
    expect(draw('seed')).toBe(draw('seed'));
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map(draw)).size).toBe(5);
  });

  it('takes what the trainee has not seen first, then what was seen longest ago', () => {
    fc.assert(
      fc.property(fc.array(seeds, { minLength: 3, maxLength: 6 }), (attempts) => {
        const seen = new Map<string, number>();
        attempts.forEach((seed, index) => {
          const drawn = drawQuestions(quiz, seen, seed);
          for (const { outcomeId } of quiz.blueprint) {
            const ofOutcome = quiz.pool.filter((question) => question.outcomeId === outcomeId);
            const isDrawn = (id: string) => idsOf(drawn).includes(id);
            const taken = ofOutcome.filter(({ id }) => isDrawn(id)).map(({ id }) => seen.get(id) ?? 0);
            const left = ofOutcome.filter(({ id }) => !isDrawn(id)).map(({ id }) => seen.get(id) ?? 0);
            expect(Math.max(...taken)).toBeLessThanOrEqual(Math.min(...left));
          }
          for (const id of idsOf(drawn)) seen.set(id, index + 1);
        });
      }),
    );
  });

  it('shows three attempts no question twice where the pool is three times the draw', () => {
    const seen = new Map<string, number>();
    for (const number of [1, 2, 3]) {
      for (const id of idsOf(drawQuestions(quiz, seen, `seed ${number}`))) {
        expect(seen.get(id)).toBeUndefined();
        seen.set(id, number);
      }
    }
  });

  it('gives every question of the pool its turn', () => {
    const counts = new Map<string, number>();
    for (let count = 0; count < 300; count += 1)
      for (const id of idsOf(drawQuestions(quiz, nothingSeen, `seed ${count}`)))
        counts.set(id, (counts.get(id) ?? 0) + 1);
    // Each of twelve has a chance of four in twelve: 100 of 300, and hardly ever below 70 or above 130.
    for (const { id } of quiz.pool) {
      expect(counts.get(id)).toBeGreaterThan(65);
      expect(counts.get(id)).toBeLessThan(135);
    }
  });
});

describe('showing a question in an attempt', () => {
  it('shows the same again from the same seed', () => {
    fc.assert(
      fc.property(questions, seeds, (question, seed) => {
        expect(showQuestion(question, seed)).toEqual(showQuestion(question, seed));
      }),
    );
  });

  it('tells nothing of what is right', () => {
    fc.assert(
      fc.property(questions, seeds, (question, seed) => {
        const shown = JSON.stringify(showQuestion(question, seed));
        expect(shown).not.toMatch(/correct|feedback|Why|explanation|targetId|accepted|tolerance|"answer"/);
      }),
    );
  });

  it('never starts an ordering in the right order', () => {
    for (const count of [2, 3, 4]) {
      const items = ['a', 'b', 'c', 'd'].slice(0, count).map((id) => ({ id, html: id }));
      fc.assert(
        fc.property(seeds, (seed) => {
          const shown = showQuestion(anOrdering({ items }), seed);
          const order = shown.type === 'ordering' ? idsOf(shown.items) : [];
          expect([...order].sort()).toEqual(idsOf(items));
          expect(order).not.toEqual(idsOf(items));
        }),
      );
    }
  });

  it('shuffles both sides of a matching and the menus of a cloze, and loses none', () => {
    const starts = new Set<string>();
    for (let count = 0; count < 50; count += 1) {
      const matching = showQuestion(aMatching(), `seed ${count}`);
      const cloze = showQuestion(aCloze(), `seed ${count}`);
      if (matching.type !== 'matching' || cloze.type !== 'cloze') throw new Error('another type');
      expect(idsOf(matching.targets).sort()).toEqual(['right1', 'right2', 'right3', 'right4']);
      starts.add(`pair ${matching.pairs[0]?.id}`).add(`target ${matching.targets[0]?.id}`);
      starts.add(`menu ${cloze.gaps[0]?.options[0]?.id}`);
    }
    expect(starts.size).toBe(3 + 4 + 2);
  });
});
