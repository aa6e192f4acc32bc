import { newId, type AttemptId, type EnrolmentId } from '../shared/index.ts';
import { isPreview } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { QuestionNotInAttempt, TextMissing, TextTooLong } from './errors.ts';
import { getOwnAttempt } from './get-attempt.ts';

const limit = 2000;

/**
 * A trainee says that something is wrong with a question. A preview's report is not kept.
 * @throws AttemptNotFound, NotYourAttempt, QuestionNotInAttempt, TextMissing, TextTooLong
 */
export async function reportProblem(
  deps: LearningDeps,
  command: {
    readonly attemptId: AttemptId;
    readonly enrolmentId: EnrolmentId;
    readonly questionNumber: number;
    readonly text: string;
  },
): Promise<void> {
  const text = command.text.trim();
  if (text === '') throw new TextMissing('A report without words');
  if (text.length > limit) throw new TextTooLong(`A report of ${text.length} characters`, { limit });
  const attempt = await getOwnAttempt(deps, command.attemptId, command.enrolmentId);
  const item = attempt.items[command.questionNumber - 1];
  if (!item) throw new QuestionNotInAttempt(`The attempt has no question ${command.questionNumber}`);
  if (isPreview(attempt.id)) return;
  const { id: attemptId, enrolmentId, cohortId, quizId } = attempt;
  const about = { attemptId, enrolmentId, cohortId, quizId, ...item };
  await deps.records.reports.insert({ id: newId(), ...about, text, at: deps.clock(), settled: null });
}
