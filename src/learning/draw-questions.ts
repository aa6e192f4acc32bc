import type { Question, Quiz } from '../curriculum/index.ts';
import { orderBySeed } from './order-by-seed.ts';

/** Question id → number of the latest attempt that showed it. */
export type SeenQuestions = ReadonlyMap<string, number>;

/**
 * The questions of a new attempt: for each outcome as many as the blueprint asks for, those the trainee has not seen
 * first, then those seen longest ago; by lot among equals, and in an order by lot, both from the seed.
 */
export function drawQuestions(
  quiz: Pick<Quiz, 'blueprint' | 'pool'>,
  seen: SeenQuestions,
  seed: string,
): Question[] {
  const drawn = quiz.blueprint.flatMap(({ outcomeId, draw }) => {
    const candidates = quiz.pool.filter((question) => question.outcomeId === outcomeId);
    return leastRecentlySeen(orderBySeed(seed, 'draw', candidates), seen).slice(0, draw);
  });
  return orderBySeed(seed, 'order', drawn);
}

function leastRecentlySeen(questions: readonly Question[], seen: SeenQuestions): Question[] {
  const lastSeen = (question: Question): number => seen.get(question.id) ?? 0;
  return [...questions].sort((one, other) => lastSeen(one) - lastSeen(other));
}
