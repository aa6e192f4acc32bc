import type { Question } from '../curriculum/index.ts';
import { newId, type AttemptId } from '../shared/index.ts';
import { isPreview, type Attempt } from './attempt.ts';
import type { StoredCorrection } from './correction.records.ts';
import type { LearningDeps } from './deps.ts';
import { AttemptBusy } from './errors.ts';
import type { Ending } from './attempt-answers.records.ts';
import { noteQuizProgress } from './note-progress.ts';
import { findQuestionVersion, questionsOf } from './questions-of.ts';
import { scoreAttempt, type AnsweredQuestion, type AppliedCorrection } from './score-attempt.ts';
import { isTimeUp } from './time-limit.ts';

/** Answers that come in while an end is worked out make it start again; nobody can type this often in between. */
const tries = 20;

/**
 * Ends an open attempt with the answers stored so far, scores it, and says in the same write that the LMS has to be
 * told. If an answer is stored while it is being scored, it is scored again with that answer. Five store operations.
 * The attempt comes back as it then stands.
 */
export async function handIn(
  deps: LearningDeps,
  attempt: Attempt,
  { onlyIfTimeIsUp = false }: { readonly onlyIfTimeIsUp?: boolean } = {},
): Promise<Attempt> {
  let current = attempt;
  for (let count = 0; count < tries; count += 1) {
    if (current.state === 'submitted') return current;
    const now = deps.clock();
    if (onlyIfTimeIsUp && !isTimeUp(current.endsAt, now)) return current;
    const ending = await workOut(deps, current, now);
    if (await deps.records.attempts.end(current.id, current.saves, ending)) {
      if (!isPreview(current.id)) await noteQuizProgress(deps, current);
      return closed(current, ending);
    }
    current = (await deps.records.attempts.find(current.id)) ?? current;
  }
  throw new AttemptBusy('Answers kept coming in while the attempt was handed in');
}

async function workOut(deps: LearningDeps, attempt: Attempt, now: Date): Promise<Ending> {
  const { endsAt, maxPoints } = attempt;
  const preview = isPreview(attempt.id);
  const corrections = preview ? [] : await deps.records.corrections.list(attempt.cohortId, attempt.quizId);
  const answered = answeredQuestions(attempt, await questionsOf(deps, attempt.items));
  const score = scoreAttempt(answered, maxPoints, await applicable(deps, corrections));
  const overdue = endsAt !== null && isTimeUp(endsAt, now);
  return {
    ...{ score, now, endedBy: overdue ? 'time' : 'trainee', submittedAt: overdue ? endsAt : now },
    corrections: corrections.map(({ id }) => id),
    pendingId: preview ? null : newId(),
  };
}

export function answeredQuestions(attempt: Attempt, questions: readonly Question[]): AnsweredQuestion[] {
  return questions.map((question) => ({ question, answer: answerIn(attempt, question.id) }));
}

export function answerIn({ answers }: Attempt, questionId: string): AnsweredQuestion['answer'] {
  return Object.hasOwn(answers, questionId) ? (answers[questionId]?.answer ?? null) : null;
}

/** Corrections with the questions whose keys they take. */
export async function applicable(
  deps: LearningDeps,
  corrections: readonly StoredCorrection[],
): Promise<AppliedCorrection[]> {
  return Promise.all(
    corrections.map(async (correction) => {
      const { id, questionId, versions, rescoreBy: version, scoresMayFall } = correction;
      const rescoreBy = version === null ? null : await findQuestionVersion(deps, { questionId, version });
      const accept = correction.kind === 'accept' ? correction.answers : [];
      const drop = correction.kind === 'drop';
      return { id, questionId, versions, rescoreBy, accept, drop, scoresMayFall };
    }),
  );
}

function closed(attempt: Attempt, { score, endedBy, submittedAt, now, corrections }: Ending): Attempt {
  const revision = attempt.revision + 1;
  return {
    ...attempt,
    state: 'submitted',
    score,
    endedBy,
    submittedAt,
    scoredAt: now,
    corrections,
    revision,
  };
}

/** The attempt, ended first if its time is up. Null if there is none. */
export async function findUpToDate(deps: LearningDeps, id: AttemptId): Promise<Attempt | null> {
  const attempt = await deps.records.attempts.find(id);
  return attempt && handIn(deps, attempt, { onlyIfTimeIsUp: true });
}
