import type { CohortId } from '../shared/index.ts';
import { keyOf, type AttemptItem } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { answerIn } from './hand-in.ts';
import type { QuizStatistics } from './model.ts';
import { isTooEasy, isTooHard, questionStatistics, type GivenAnswer } from './question-statistics.ts';
import { getQuiz, itemOf, questionsOf } from './questions-of.ts';

/**
 * How each question was answered in the submitted attempts of a cohort: those of the pool in its order, then versions
 * that were shown before. One store operation, or two. @throws QuizUnknown
 */
export async function getQuizStatistics(
  deps: LearningDeps,
  { cohortId, quizId }: { readonly cohortId: CohortId; readonly quizId: string },
): Promise<QuizStatistics> {
  const quiz = getQuiz(deps.curriculum(), quizId);
  const attempts = await deps.records.attempts.listWithAnswers({ cohortId, quizId, state: 'submitted' });
  const given = new Map<string, { item: AttemptItem; answers: GivenAnswer[] }>();
  for (const item of quiz.pool.map(itemOf)) given.set(keyOf(item), { item, answers: [] });
  const current = new Set(given.keys());
  for (const attempt of attempts)
    for (const [index, item] of attempt.items.entries()) {
      const entry = given.get(keyOf(item)) ?? { item, answers: [] };
      const share = attempt.score?.questions[index]?.share ?? 0;
      entry.answers.push({ answer: answerIn(attempt, item.questionId), share });
      given.set(keyOf(item), entry);
    }
  const asked = [...given.values()];
  const shown = await questionsOf(
    deps,
    asked.map(({ item }) => item),
  );
  const questions = shown.map((question) => {
    const key = keyOf(itemOf(question));
    return questionStatistics(question, given.get(key)?.answers ?? [], current.has(key));
  });
  const [hard, easy] = [questions.filter(isTooHard), questions.filter(isTooEasy)];
  return { quizId, attempts: attempts.length, questions, hard, easy };
}
