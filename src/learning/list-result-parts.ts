import { findActivity, type Quiz } from '../curriculum/index.ts';
import { type ActivityRef, type EnrolmentId, type ResultPart, latestOf } from '../shared/index.ts';
import type { AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { listQuizzes } from './get-progress.ts';
import { bestOf } from './quiz-standing.ts';

/**
 * What each quiz of an activity contributes to someone's result: of a quiz itself, a module's, or all of the curriculum.
 * The best attempt counts. Empty for what has no quiz. It is made from the facts, never from the progress summary. At
 * most one store operation.
 */
export async function listResultParts(
  deps: LearningDeps,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<ResultPart[]> {
  const quizzes = quizzesIn(deps, ref);
  const [only] = quizzes;
  if (!only) return [];
  const ofOne = ref.kind === 'quiz' ? { quizId: only.id } : {};
  const attempts = await deps.records.attempts.list({ enrolmentId, ...ofOne });
  return quizzes.map((quiz) =>
    partOf(
      quiz,
      attempts.filter(({ quizId }) => quizId === quiz.id),
    ),
  );
}

function partOf({ points }: Quiz, attempts: readonly AttemptFacts[]): ResultPart {
  const scored = attempts.filter(({ state }) => state === 'submitted').map(withShare);
  const share = bestOf(scored)?.share ?? null;
  const gradedAt = latestOf(attempts.flatMap(({ scoredAt }) => scoredAt ?? []));
  if (gradedAt) return { points, share, state: 'graded', at: gradedAt };
  const startedAt = latestOf(attempts.map((attempt) => attempt.startedAt));
  return { points, share: null, state: startedAt ? 'in-progress' : null, at: startedAt };
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
