import type { Quiz } from '../curriculum/index.ts';
import type { AttemptId, CohortId, EnrolmentId } from '../shared/index.ts';
import { isPreview, toChange, toFact, type Attempt, type AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { AttemptNotFound, NotYourAttempt } from './errors.ts';
import { explainQuestion } from './explain-question.ts';
import { feedbackLevelFor } from './feedback-level.ts';
import { answeredQuestions, findUpToDate } from './hand-in.ts';
import type { AttemptResult, FeedbackLevel, QuestionFeedback, QuizStanding } from './model.ts';
import { outcomeFeedback } from './outcome-feedback.ts';
import { getQuiz, questionsOf } from './questions-of.ts';
import { grantsFor, quizStanding } from './quiz-standing.ts';
import { isPassed, scoreAttempt } from './score-attempt.ts';
import { showQuestion } from './show-question.ts';

/** The owner, or a trainer of the cohort. */
export type ResultViewer = { readonly enrolmentId: EnrolmentId } | { readonly trainerOf: CohortId };

/**
 * An attempt with its score and the feedback that the viewer may see: its owner while attempts are left what was
 * chosen, after passing or the last attempt everything; a trainer of the cohort always everything, also of an attempt
 * that is still open. Three store operations. @throws AttemptNotFound, NotYourAttempt
 */
export async function getAttemptResult(
  deps: LearningDeps,
  { attemptId, viewer }: { readonly attemptId: AttemptId; readonly viewer: ResultViewer },
): Promise<AttemptResult> {
  const attempt = await findUpToDate(deps, attemptId);
  if (!attempt) throw new AttemptNotFound('There is no such attempt');
  refuseOthers(attempt, viewer);
  const quiz = getQuiz(deps.curriculum(), attempt.quizId);
  const standing = await standingOf(deps, quiz, attempt);
  const feedbackLevel = 'trainerOf' in viewer ? 'full' : feedbackLevelFor(attempt.state, standing);
  const questions = await explain(deps, attempt, feedbackLevel);
  const { id, enrolmentId, quizId, number, state, startedAt, submittedAt, endedBy, score, passMark } =
    attempt;
  return {
    ...{ id, enrolmentId, quizId, number, state, startedAt, submittedAt, endedBy, passMark, feedbackLevel },
    preview: isPreview(id),
    score: score && { share: score.share, points: score.points, maxPoints: score.maxPoints },
    passed: isPassed(score?.share ?? null, passMark),
    questions,
    outcomes: outcomeFeedback(
      quiz.blueprint.map(({ outcomeId }) => outcomeId),
      questions,
    ),
    standing,
    changes: attempt.changes.map(toChange),
  };
}

function refuseOthers(attempt: Attempt, viewer: ResultViewer): void {
  if ('enrolmentId' in viewer) {
    if (attempt.enrolmentId !== viewer.enrolmentId)
      throw new NotYourAttempt('The attempt is of another enrolment');
  } else if (attempt.cohortId !== viewer.trainerOf || isPreview(attempt.id)) {
    throw new AttemptNotFound('The attempt is of another cohort');
  }
}

/** Of a preview: where a trainee would stand who had done what was previewed. */
async function standingOf({ records }: LearningDeps, quiz: Quiz, attempt: Attempt): Promise<QuizStanding> {
  const { enrolmentId, cohortId, quizId } = attempt;
  if (isPreview(attempt.id)) return quizStanding(quiz, [toFact(attempt)], []);
  const [attempts, grants]: [AttemptFacts[], Parameters<typeof grantsFor>[0]] = await Promise.all([
    records.attempts.list({ enrolmentId, quizId }),
    records.grants.list({ cohortId, quizId }),
  ]);
  return quizStanding(quiz, attempts.map(toFact), grantsFor(grants, quizId, enrolmentId));
}

async function explain(
  deps: LearningDeps,
  attempt: Attempt,
  level: FeedbackLevel,
): Promise<QuestionFeedback[]> {
  if (level === 'none') return [];
  const answered = answeredQuestions(attempt, await questionsOf(deps, attempt.items));
  const score = attempt.score ?? scoreAttempt(answered, attempt.maxPoints);
  return answered.map(({ question, answer }, index) => {
    const scored = score.questions[index];
    if (!scored) throw new Error(`Attempt ${attempt.id} has a score without question ${index + 1}`);
    const shown = showQuestion(question, attempt.seed);
    return explainQuestion({ number: index + 1, question, shown, answer, scored }, level);
  });
}
