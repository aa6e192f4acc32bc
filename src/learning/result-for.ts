import { findActivity, type Quiz } from '../curriculum/index.ts';
import type { ActivityRef, EnrolmentId } from '../shared/index.ts';
import type { AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { listQuizzes } from './get-progress.ts';
import type { Result } from './model.ts';
import { bestOf, latestOf } from './quiz-standing.ts';

/**
 * The result that counts (best attempt) for a quiz, in points; for a module or the curriculum the share of points
 * earned over its quizzes, in per cent, where a quiz not yet taken has earned none. Null where there is nothing to
 * tell: no attempt, or a lesson, task or cohort. It is made from the facts, never from the progress summary. One store
 * operation.
 */
export async function resultFor(
  deps: LearningDeps,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<Result | null> {
  const quizzes = quizzesIn(deps, ref);
  if (quizzes.length === 0) return null;
  const [only] = quizzes;
  const isQuiz = ref.kind === 'quiz' && only !== undefined;
  const attempts = await deps.records.attempts.list({ enrolmentId, ...(isQuiz ? { quizId: only.id } : {}) });
  return resultOf(quizzes, attempts, isQuiz ? only.points : 100);
}

/** The rule of resultFor; `maxPoints` is what a share of 1 is worth. */
export function resultOf(
  quizzes: readonly Quiz[],
  attempts: readonly AttemptFacts[],
  maxPoints: number,
): Result | null {
  const results = quizzes.map((quiz) => {
    const own = attempts.filter(({ quizId }) => quizId === quiz.id);
    return { quiz, own, best: bestOf(own.filter(({ state }) => state === 'submitted').map(withShare)) };
  });
  const concerned = results.flatMap(({ own }) => own);
  const common = { maxPoints, comment: null, complete: results.every(({ best }) => best !== null) };
  const gradedAt = latestOf(concerned.flatMap(({ scoredAt }) => scoredAt ?? []));
  if (!gradedAt) {
    const startedAt = latestOf(concerned.map((attempt) => attempt.startedAt));
    return startedAt && { state: 'in-progress', share: null, points: null, at: startedAt, ...common };
  }
  const earned = results.reduce((sum, { quiz, best }) => sum + quiz.points * (best?.share ?? 0), 0);
  const share = round(earned / quizzes.reduce((sum, quiz) => sum + quiz.points, 0), 6);
  return { state: 'graded', share, points: round(share * maxPoints, 2), at: gradedAt, ...common };
}

function quizzesIn(deps: LearningDeps, ref: ActivityRef): Quiz[] {
  const found = findActivity(deps.curriculum(), ref);
  switch (found?.kind) {
    case 'quiz':
      return [found.quiz];
    case 'module':
      return found.module.quiz ? [found.module.quiz] : [];
    case 'curriculum':
      return listQuizzes(found.curriculum);
    case 'lesson':
    case 'task':
    case undefined:
      return [];
  }
}

function withShare(attempt: AttemptFacts) {
  return { id: attempt.id, share: attempt.score?.share ?? null };
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
