import { keyOf } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { finishChanges } from './finish-changes.ts';
import { listQuizzes } from './get-progress.ts';
import { itemOf } from './questions-of.ts';

/**
 * At start-up: keeps the version of every question of the curriculum, so that attempts can show what they showed when
 * the content has changed, and finishes grants and corrections that were cut short. Run it before the first attempt.
 */
export async function prepareLearning(deps: LearningDeps): Promise<void> {
  await keepQuestions(deps);
  await finishChanges(deps);
}

async function keepQuestions({ records, curriculum, clock }: LearningDeps): Promise<void> {
  const questions = listQuizzes(curriculum()).flatMap(({ pool }) => pool);
  const kept = await records.questions.listKept(questions.map(itemOf));
  const added = questions.filter((question) => !kept.has(keyOf(itemOf(question))));
  if (added.length > 0) await records.questions.keep(added, clock());
}
