import type { QuizStanding } from '../../../learning/index.ts';

/** Done says that something was handed in; whether it was enough is said with it. Names a text of trainer:state. */
export function quizState({ state, passed }: Pick<QuizStanding, 'state' | 'passed'>): string {
  return state === 'done' && !passed ? 'done-not-passed' : state;
}
