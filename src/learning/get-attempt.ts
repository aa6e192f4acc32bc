import type { Question } from '../curriculum/index.ts';
import type { AttemptId, EnrolmentId } from '../shared/index.ts';
import { isAnswered, isComplete } from './answer.ts';
import { isPreview, toChange, type Attempt } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { AttemptNotFound, NotYourAttempt } from './errors.ts';
import { answerIn, findUpToDate } from './hand-in.ts';
import type { AttemptSheet, SheetQuestion } from './model.ts';
import { questionsOf } from './questions-of.ts';
import { signSaveToken } from './save-token.ts';
import { showQuestion } from './show-question.ts';

/**
 * The attempt as its owner works on it; when its time is up it is ended first and comes back as 'submitted'.
 * One store operation. @throws AttemptNotFound, NotYourAttempt
 */
export async function getAttempt(
  deps: LearningDeps,
  { attemptId, enrolmentId }: { readonly attemptId: AttemptId; readonly enrolmentId: EnrolmentId },
): Promise<AttemptSheet> {
  const attempt = await getOwnAttempt(deps, attemptId, enrolmentId);
  const questions = (await questionsOf(deps, attempt.items)).map((question, index) =>
    toSheetQuestion(attempt, question, index + 1),
  );
  const now = deps.clock();
  const { quizId, number, state, startedAt, endsAt, personId, changes } = attempt;
  return {
    ...{ id: attempt.id, quizId, number, state, preview: isPreview(attempt.id), startedAt, endsAt },
    remainingMs: endsAt && Math.max(0, endsAt.getTime() - now.getTime()),
    saveToken: signSaveToken(deps.saveTokenKey, { attemptId, personId, now }),
    questions,
    answered: questions.filter(({ answer }) => isAnswered(answer)).length,
    changes: changes.map(toChange),
  };
}

/** @throws AttemptNotFound, NotYourAttempt */
export async function getOwnAttempt(
  deps: LearningDeps,
  attemptId: AttemptId,
  enrolmentId: EnrolmentId,
): Promise<Attempt> {
  const attempt = await findUpToDate(deps, attemptId);
  if (!attempt) throw new AttemptNotFound('There is no such attempt');
  if (attempt.enrolmentId !== enrolmentId) throw new NotYourAttempt('The attempt is of another enrolment');
  return attempt;
}

function toSheetQuestion(attempt: Attempt, question: Question, number: number): SheetQuestion {
  const answer = answerIn(attempt, question.id);
  return {
    ...{ number, answer, question: showQuestion(question, attempt.seed) },
    savedAt: answer && (attempt.answers[question.id]?.savedAt ?? null),
    complete: isComplete(question, answer),
  };
}
