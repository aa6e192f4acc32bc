import type { Quiz } from '../curriculum/index.ts';
import { type AttemptId, latestOf } from '../shared/index.ts';
import type { EnrolmentId } from '../shared/index.ts';
import type { Grant, QuizStanding, StandingAttempt } from './model.ts';
import { isPassed } from './score-attempt.ts';
import { timeLimitWith } from './time-limit.ts';

/** An attempt as far as a standing needs it. */
export interface AttemptFact extends StandingAttempt {
  readonly passMark: number;
  readonly lastActivityAt: Date;
}

/** Where someone stands with a quiz: the best submitted attempt counts. */
export function quizStanding(
  quiz: Quiz,
  attempts: readonly AttemptFact[],
  grants: readonly Grant[],
): QuizStanding {
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  const best = bestOf(submitted);
  const open = attempts.findLast(({ state }) => state === 'open') ?? null;
  const allowed = attemptsAllowedWith(quiz.attemptsAllowed, grants);
  return {
    quizId: quiz.id,
    state: best ? 'done' : open ? 'in-progress' : 'not-started',
    bestShare: best?.share ?? null,
    bestAttemptId: best?.id ?? null,
    passed: submitted.some(({ share, passMark }) => isPassed(share, passMark)),
    attemptsUsed: attempts.length,
    attemptsAllowed: allowed,
    attemptsLeft: allowed === null ? null : Math.max(0, allowed - attempts.length),
    openAttemptId: open?.id ?? null,
    lastActivityAt: latestOf(attempts.map(({ lastActivityAt }) => lastActivityAt)),
    attempts: attempts.map(({ id, number, state, share, submittedAt }) => {
      return { id, number, state, share, submittedAt };
    }),
    timeLimitMinutes: timeLimitWith(quiz.timeLimitMinutes, grants),
  };
}

/** The attempts that a quiz allows with everything granted; null is without limit. */
export function attemptsAllowedWith(allowed: number | null, grants: readonly Grant[]): number | null {
  if (allowed === null) return null;
  return grants.reduce((sum, grant) => sum + (grant.kind === 'extra-attempts' ? grant.attempts : 0), allowed);
}

/** The grants that hold for one person and quiz. */
export function grantsFor(
  grants: readonly Grant[],
  quizId: string,
  enrolmentId: EnrolmentId,
): readonly Grant[] {
  return grants.filter(
    (grant) =>
      grant.quizId === quizId && (grant.enrolmentIds === null || grant.enrolmentIds.includes(enrolmentId)),
  );
}

/** The earliest of those with the highest share. */
export function bestOf<Attempt extends { readonly id: AttemptId; readonly share: number | null }>(
  attempts: readonly Attempt[],
): Attempt | null {
  return attempts.reduce<Attempt | null>(
    (best, attempt) => (best === null || (attempt.share ?? 0) > (best.share ?? 0) ? attempt : best),
    null,
  );
}
