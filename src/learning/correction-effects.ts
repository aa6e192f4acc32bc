import type { CohortId } from '../shared/index.ts';
import type { Attempt } from './attempt.ts';
import type { StoredCorrection } from './correction.records.ts';
import type { LearningDeps } from './deps.ts';
import { answeredQuestions, applicable } from './hand-in.ts';
import type { CorrectionEffect } from './model.ts';
import { questionsOf } from './questions-of.ts';
import { isPassed, scoreAttempt, type AppliedCorrection, type AttemptScore } from './score-attempt.ts';

/** An attempt that showed the question, and its score with the correction. */
export interface Rescored {
  readonly attempt: Attempt;
  readonly score: AttemptScore;
  readonly effect: CorrectionEffect;
}

export interface CorrectionPlace {
  readonly cohortId: CohortId;
  readonly quizId: string;
  readonly questionId: string;
}

/** The attempts of the cohort that showed the question, open ones too. One store operation. */
export function listConcerned({ records }: LearningDeps, place: CorrectionPlace): Promise<Attempt[]> {
  const { cohortId, quizId, questionId } = place;
  return records.attempts.listWithAnswers({ cohortId, quizId, questionId });
}

/** The scores that attempts have with these corrections, made before and now. */
export async function rescore(
  deps: LearningDeps,
  attempts: readonly Attempt[],
  corrections: readonly StoredCorrection[],
): Promise<Rescored[]> {
  const applied = await applicable(deps, corrections);
  return Promise.all(attempts.map((attempt) => rescoreOne(deps, attempt, applied)));
}

async function rescoreOne(
  deps: LearningDeps,
  attempt: Attempt,
  corrections: readonly AppliedCorrection[],
): Promise<Rescored> {
  const questions = await questionsOf(deps, attempt.items);
  const score = scoreAttempt(answeredQuestions(attempt, questions), attempt.maxPoints, corrections);
  const { id: attemptId, enrolmentId, number, passMark } = attempt;
  const [shareBefore, shareAfter] = [attempt.score?.share ?? 0, score.share];
  const effect = {
    ...{ attemptId, enrolmentId, number, shareBefore, shareAfter },
    passedBefore: isPassed(shareBefore, passMark),
    passedAfter: isPassed(shareAfter, passMark),
  };
  return { attempt, score, effect };
}
