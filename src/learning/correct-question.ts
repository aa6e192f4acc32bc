import { findQuestion, type Question } from '../curriculum/index.ts';
import { newId, type AttemptId } from '../shared/index.ts';
import type { CorrectionOutcome } from './attempt-changes.records.ts';
import type { Attempt } from './attempt.ts';
import { listConcerned, rescore, type CorrectionPlace, type Rescored } from './correction-effects.ts';
import type { StoredCorrection } from './correction.records.ts';
import type { LearningDeps } from './deps.ts';
import { AttemptBusy, QuestionUnknown } from './errors.ts';
import type { Actor, Correction, CorrectionId, CorrectionKind, CorrectionPreview } from './model.ts';
import { noteQuizProgress } from './note-progress.ts';
import { getQuiz } from './questions-of.ts';
import { reasonFrom } from './reason.ts';

export interface PreviewCorrection extends CorrectionPlace {
  readonly correction: CorrectionKind;
}

export interface CorrectQuestion extends PreviewCorrection {
  /** Attempts that would lose by it keep their score unless this says so. */
  readonly scoresMayFall: boolean;
  readonly reason: string;
  readonly by: Actor;
}

/** Who would be affected by a correction. Writes nothing. @throws QuizUnknown, QuestionUnknown */
export async function previewCorrection(
  deps: LearningDeps,
  command: PreviewCorrection,
): Promise<CorrectionPreview> {
  const by = { personId: newId<'person'>(), name: null };
  const { attempts, stored } = await prepare(deps, { ...command, scoresMayFall: true, reason: '', by });
  const before = await deps.records.corrections.list(command.cohortId, command.quizId);
  const effects = (await rescore(deps, attempts, [...before, stored])).map(({ effect }) => effect);
  return {
    attempts: attempts.length,
    raised: effects.filter(({ shareBefore, shareAfter }) => shareAfter > shareBefore),
    lowered: effects.filter(({ shareBefore, shareAfter }) => shareAfter < shareBefore),
  };
}

/**
 * Records the correction, rescores every submitted attempt that showed the question, and tells the outbox where a score
 * changed; attempts that are open are scored by it when they end. Scores fall only with `scoresMayFall`.
 * @throws QuizUnknown, QuestionUnknown, ReasonMissing
 */
export async function correctQuestion(
  deps: LearningDeps,
  command: CorrectQuestion,
): Promise<{ id: CorrectionId; changed: number }> {
  const reason = reasonFrom(command.reason);
  const { stored } = await prepare(deps, { ...command, reason });
  await deps.records.corrections.insert(stored);
  return { id: stored.id, changed: await applyCorrection(deps, stored) };
}

/** Corrections made in a cohort, newest first. One store operation. */
export async function listCorrections(
  { records }: LearningDeps,
  { cohortId, quizId }: Pick<CorrectionPlace, 'cohortId' | 'quizId'>,
): Promise<Correction[]> {
  return (await records.corrections.list(cohortId, quizId)).reverse();
}

/** Covers the question as it stands and as it was shown, so that a version to come is not touched. */
async function prepare(
  deps: LearningDeps,
  command: CorrectQuestion,
): Promise<{ attempts: Attempt[]; stored: StoredCorrection }> {
  const { cohortId, quizId, questionId, correction, scoresMayFall, reason, by } = command;
  const question = findQuestion(getQuiz(deps.curriculum(), quizId), questionId);
  const attempts = await listConcerned(deps, command);
  if (!question && (attempts.length === 0 || correction.kind === 'rescore'))
    throw new QuestionUnknown(`The quiz has no question ${questionId}`);
  const stored: StoredCorrection = {
    ...correction,
    ...{
      id: newId<'correction'>(),
      cohortId,
      quizId,
      questionId,
      scoresMayFall,
      reason,
      by,
      at: deps.clock(),
    },
    versions: versionsOf(questionId, question, attempts),
    rescoreBy: correction.kind === 'rescore' && question ? question.version : null,
  };
  return { attempts: attempts.filter(({ state }) => state === 'submitted'), stored };
}

function versionsOf(questionId: string, question: Question | null, attempts: readonly Attempt[]): string[] {
  const shown = attempts.flatMap(({ items }) => items.filter((item) => item.questionId === questionId));
  return [...new Set([...shown.map(({ version }) => version), ...(question ? [question.version] : [])])];
}

/** Rescores what it covers. May be repeated: an attempt that has seen it is left alone. Returns how many changed. */
export async function applyCorrection(deps: LearningDeps, correction: StoredCorrection): Promise<number> {
  const { cohortId, quizId, id } = correction;
  await deps.records.attempts.disturbOpen(cohortId, quizId);
  const corrections = upTo(await deps.records.corrections.list(cohortId, quizId), correction);
  const unseen = (await listConcerned(deps, correction)).filter(
    (attempt) => !attempt.corrections.includes(id),
  );
  let changed = 0;
  for (const rescored of await rescore(deps, unseen, corrections))
    if (await applyTo(deps, rescored, { correction, corrections })) changed += 1;
  await deps.records.corrections.markApplied(id);
  return changed;
}

/** Those made before it, and itself. */
function upTo(corrections: readonly StoredCorrection[], last: StoredCorrection): StoredCorrection[] {
  return [...corrections.filter(({ id, at }) => id !== last.id && at <= last.at), last];
}

interface Applying {
  readonly correction: StoredCorrection;
  readonly corrections: readonly StoredCorrection[];
}

const tries = 10;

/** True if the score changed. If the attempt changes meanwhile, it is looked at again. */
async function applyTo(deps: LearningDeps, first: Rescored, applying: Applying): Promise<boolean> {
  const { correction, corrections } = applying;
  let rescored: Rescored | null = first;
  for (let count = 0; count < tries && rescored; count += 1) {
    const { attempt }: Rescored = rescored;
    const outcome = outcomeOf(deps, rescored, correction);
    if (await deps.records.attempts.correct(attempt.id, attempt.revision, outcome)) {
      if (outcome.rescored) await noteQuizProgress(deps, attempt);
      return outcome.rescored !== null;
    }
    rescored = await lookAgain(deps, attempt.id, { correction, corrections });
    if (!rescored) return false;
  }
  throw new AttemptBusy('An attempt kept changing while it was corrected');
}

async function lookAgain(
  deps: LearningDeps,
  id: AttemptId,
  { correction, corrections }: Applying,
): Promise<Rescored | null> {
  const attempt = await deps.records.attempts.find(id);
  const isDone = !attempt || attempt.state === 'open' || attempt.corrections.includes(correction.id);
  if (isDone) return null;
  const [rescored] = await rescore(deps, [attempt], corrections);
  return rescored ?? null;
}

function outcomeOf(
  deps: LearningDeps,
  { score, effect }: Rescored,
  correction: StoredCorrection,
): CorrectionOutcome {
  const { id, by, reason } = correction;
  if (effect.shareAfter === effect.shareBefore) return { correctionId: id, rescored: null };
  const now = deps.clock();
  const who = { byName: by.name, byPersonId: by.personId };
  const change = { id, kind: 'corrected' as const, minutes: null, reason, at: now, ...who };
  return { correctionId: id, rescored: { score, change, pendingId: newId(), now } };
}
