import { moduleOf, type Quiz } from '../curriculum/index.ts';
import { newId, type AttemptId } from '../shared/index.ts';
import { newAttemptId, type AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { drawQuestions, type SeenQuestions } from './draw-questions.ts';
import { ActivityLocked, AttemptBusy, AttemptLimitReached, QuizClosed, QuizNotOpen } from './errors.ts';
import { getProgress } from './get-progress.ts';
import { findUpToDate } from './hand-in.ts';
import { listLockedModules } from './locked-modules.ts';
import type { Grant, Participant } from './model.ts';
import { noteQuizProgress } from './note-progress.ts';
import { getQuiz, itemOf } from './questions-of.ts';
import { grantsFor, attemptsAllowedWith } from './quiz-standing.ts';
import { endOf, endsWith, timeLimitWith } from './time-limit.ts';

export interface StartAttempt {
  readonly participant: Participant;
  readonly quizId: string;
  /** View as trainee: kept apart for a day, counts nowhere, without limits on the number of attempts. */
  readonly preview?: boolean;
  /** The cohort asks for one module after the other. */
  readonly inOrder?: boolean;
  /** When the quiz opens and closes for this person; a preview is not bound to it. */
  readonly opening?: Opening;
}

/** Null: it is open from the start, or never closes. */
export interface Opening {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

export interface StartedAttempt {
  readonly attemptId: AttemptId;
  readonly resumed: boolean;
}

const tries = 5;

/**
 * Starts an attempt, or returns the one that is open: the number of an attempt is unique for a person and quiz, so
 * pressing twice starts one. Five store operations, a preview three.
 * @throws QuizUnknown, AttemptLimitReached, ActivityLocked, QuizNotOpen, QuizClosed
 */
export async function startAttempt(deps: LearningDeps, command: StartAttempt): Promise<StartedAttempt> {
  const quiz = getQuiz(deps.curriculum(), command.quizId);
  if (command.inOrder && !command.preview) await refuseLocked(deps, command);
  for (let count = 0; count < tries; count += 1) {
    const { attempts, grants } = await listBefore(deps, command);
    const open = attempts.findLast(({ state }) => state === 'open');
    if (open) {
      const current = await findUpToDate(deps, open.id);
      if (current?.state === 'open') return { attemptId: open.id, resumed: true };
      continue;
    }
    if (!command.preview) {
      refuseBeyondLimit(quiz, attempts, grants);
      refuseOutside(command.opening ?? always, deps.clock());
    }
    const attemptId = await insertAttempt(deps, command, { quiz, attempts, grants });
    if (attemptId) return { attemptId, resumed: false };
  }
  throw new AttemptBusy('Attempts kept starting and ending');
}

const always: Opening = { opensAt: null, closesAt: null };

function refuseOutside({ opensAt, closesAt }: Opening, now: Date): void {
  if (opensAt !== null && now < opensAt) throw new QuizNotOpen('The quiz opens later');
  if (closesAt !== null && now > closesAt) throw new QuizClosed('The quiz has closed');
}

interface Before {
  readonly attempts: readonly AttemptFacts[];
  readonly grants: readonly Grant[];
}

async function listBefore({ records }: LearningDeps, command: StartAttempt): Promise<Before> {
  const { participant, quizId, preview } = command;
  const { enrolmentId, cohortId } = participant;
  if (preview) return { attempts: await records.attempts.listPreviews(enrolmentId, quizId), grants: [] };
  const [attempts, grants] = await Promise.all([
    records.attempts.list({ enrolmentId, quizId }),
    records.grants.list({ cohortId, quizId }),
  ]);
  return { attempts, grants: grantsFor(grants, quizId, enrolmentId) };
}

function refuseBeyondLimit(quiz: Quiz, attempts: readonly AttemptFacts[], grants: readonly Grant[]): void {
  const allowed = attemptsAllowedWith(quiz.attemptsAllowed, grants);
  if (allowed !== null && attempts.length >= allowed)
    throw new AttemptLimitReached(`All ${allowed} attempts are used`, { allowed });
}

async function insertAttempt(
  deps: LearningDeps,
  { participant, quizId, preview = false, opening = always }: StartAttempt,
  { quiz, attempts, grants }: Before & { readonly quiz: Quiz },
): Promise<AttemptId | null> {
  const id = newAttemptId(preview);
  const seed = newId<'seed'>();
  const startedAt = deps.clock();
  const isInserted = await deps.records.attempts.insert({
    ...participant,
    ...{ id, quizId, seed, startedAt },
    number: Math.max(0, ...attempts.map((attempt) => attempt.number)) + 1,
    items: drawQuestions(quiz, seenIn(attempts), seed).map(itemOf),
    ...endsWith(
      endOf(startedAt, timeLimitWith(quiz.timeLimitMinutes, grants)),
      preview ? null : opening.closesAt,
    ),
    passMark: quiz.passMark,
    maxPoints: quiz.points,
    grants: grants.map((grant) => grant.id),
  });
  if (!isInserted) return null;
  if (!preview) await noteQuizProgress(deps, { ...participant, quizId });
  return id;
}

/** Attempts come oldest first, so that the latest that showed a question stays. */
function seenIn(attempts: readonly AttemptFacts[]): SeenQuestions {
  return new Map(
    attempts.flatMap(({ items, number }) => items.map(({ questionId }) => [questionId, number] as const)),
  );
}

async function refuseLocked(deps: LearningDeps, { participant, quizId }: StartAttempt): Promise<void> {
  const curriculum = deps.curriculum();
  const module = moduleOf(curriculum, { kind: 'quiz', id: quizId });
  const locked = listLockedModules(curriculum, await getProgress(deps, participant));
  if (module && locked.has(module.id))
    throw new ActivityLocked('An earlier module comes first', { module: module.title });
}
