import { type CohortId, type EnrolmentId, latestOf } from '../shared/index.ts';
import { toFact } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import type { QuizSummary } from './progress.records.ts';
import type { AttemptFacts } from './attempt.ts';

/**
 * Brings one quiz of a progress summary up to date. It reads the facts after they were written, and the summary that
 * knows more facts stays, so that it may be repeated and may run beside itself in any order. Two store operations.
 */
export async function noteQuizProgress(
  { records }: LearningDeps,
  place: { enrolmentId: EnrolmentId; cohortId: CohortId; quizId: string },
): Promise<void> {
  const { enrolmentId, quizId } = place;
  const attempts = await records.attempts.list({ enrolmentId, quizId });
  const lastActivityAt = latestOf(attempts.map((attempt) => attempt.lastActivityAt));
  if (lastActivityAt)
    await records.progress.noteQuiz({ ...place, summary: summarise(attempts), lastActivityAt });
}

export function summarise(attempts: readonly AttemptFacts[]): QuizSummary {
  const revision = attempts.reduce((sum, attempt) => sum + attempt.revision, 0);
  return { revision, attempts: attempts.map(toFact) };
}
