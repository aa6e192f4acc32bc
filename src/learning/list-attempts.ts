import type { CohortId, EnrolmentId } from '../shared/index.ts';
import { isAnswered } from './answer.ts';
import { toChange, type Attempt } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import type { AttemptSummary } from './model.ts';
import { isPassed } from './score-attempt.ts';

/** Attempts of a cohort, newest first. One store operation. */
export async function listAttempts(
  { records }: LearningDeps,
  filter: { readonly cohortId: CohortId; readonly quizId?: string; readonly enrolmentId?: EnrolmentId },
): Promise<AttemptSummary[]> {
  const attempts = await records.attempts.listWithAnswers(filter);
  return attempts.map(toSummary).reverse();
}

function toSummary(attempt: Attempt): AttemptSummary {
  const { id, enrolmentId, quizId, number, state, endedBy, score, maxPoints, passMark } = attempt;
  const { startedAt, submittedAt, endsAt, lastActivityAt, items, answers, changes } = attempt;
  const share = score?.share ?? null;
  return {
    ...{ id, enrolmentId, quizId, number, state, endedBy, share, maxPoints },
    ...{ startedAt, submittedAt, endsAt, lastActivityAt },
    points: score?.points ?? null,
    passed: isPassed(share, passMark),
    answered: Object.values(answers).filter(({ answer }) => isAnswered(answer)).length,
    questions: items.length,
    changes: changes.map(toChange),
  };
}
