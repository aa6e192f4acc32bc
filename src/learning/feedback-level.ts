import type { AttemptState, FeedbackLevel, QuizStanding } from './model.ts';

/**
 * What the trainee may see of a submitted attempt. While another attempt is possible or open, only what was chosen is
 * explained, so that the next one is still worth something; once the quiz is passed, or the last attempt is used,
 * everything is.
 */
export function feedbackLevelFor(
  state: AttemptState,
  standing: Pick<QuizStanding, 'passed' | 'attemptsLeft' | 'openAttemptId'>,
): FeedbackLevel {
  if (state === 'open') return 'none';
  const isLast = standing.attemptsLeft === 0 && standing.openAttemptId === null;
  return standing.passed || isLast ? 'full' : 'chosen';
}
