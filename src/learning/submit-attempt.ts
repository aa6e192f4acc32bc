import type { AttemptId, EnrolmentId } from '../shared/index.ts';
import type { LearningDeps } from './deps.ts';
import { AttemptNotFound, NotYourAttempt } from './errors.ts';
import { handIn } from './hand-in.ts';
import type { EndedBy } from './model.ts';

/**
 * Hands in an attempt and scores it. Handing in again, also from another tab, changes nothing and says the same.
 * @throws AttemptNotFound, NotYourAttempt, AttemptBusy
 */
export async function submitAttempt(
  deps: LearningDeps,
  { attemptId, enrolmentId }: { readonly attemptId: AttemptId; readonly enrolmentId: EnrolmentId },
): Promise<{ attemptId: AttemptId; quizId: string; endedBy: EndedBy }> {
  const attempt = await deps.records.attempts.find(attemptId);
  if (!attempt) throw new AttemptNotFound('There is no such attempt');
  if (attempt.enrolmentId !== enrolmentId) throw new NotYourAttempt('The attempt is of another enrolment');
  const { quizId, endedBy } = await handIn(deps, attempt);
  return { attemptId, quizId, endedBy: endedBy ?? 'trainee' };
}
