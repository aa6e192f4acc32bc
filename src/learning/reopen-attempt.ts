import { newId, type AttemptId, type CohortId } from '../shared/index.ts';
import { isPreview, type StoredChange } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { AnotherAttemptOpen, AttemptBusy, AttemptNotFound, AttemptStillOpen } from './errors.ts';
import { refuseMinutesOutOfRange } from './grant-attempts.ts';
import { findUpToDate } from './hand-in.ts';
import type { Actor } from './model.ts';
import { noteQuizProgress } from './note-progress.ts';
import { reasonFrom } from './reason.ts';
import { endsWith } from './time-limit.ts';

export interface ReopenAttempt {
  readonly cohortId: CohortId;
  readonly attemptId: AttemptId;
  /** From now; null is without limit. */
  readonly minutes: number | null;
  readonly reason: string;
  readonly by: Actor;
}

/**
 * Opens an attempt again that was closed by accident, with its answers. Its score is taken back until it is handed in
 * again; the LMS keeps what it has until then. @throws AttemptNotFound, AttemptStillOpen, AnotherAttemptOpen,
 * ReasonMissing, GrantOutOfRange
 */
export async function reopenAttempt(deps: LearningDeps, command: ReopenAttempt): Promise<void> {
  const { cohortId, attemptId, minutes, by } = command;
  const reason = reasonFrom(command.reason);
  if (minutes !== null) refuseMinutesOutOfRange(minutes);
  const attempt = await findUpToDate(deps, attemptId);
  if (!attempt || attempt.cohortId !== cohortId || isPreview(attempt.id))
    throw new AttemptNotFound('The cohort has no such attempt');
  if (attempt.state === 'open') throw new AttemptStillOpen('The attempt is open');
  const { enrolmentId, quizId } = attempt;
  const others = await deps.records.attempts.list({ enrolmentId, quizId, state: 'open' });
  if (others.length > 0) throw new AnotherAttemptOpen('Another attempt of this quiz is open');
  const at = deps.clock();
  // Whoever opens it again means it to be open, also where the quiz has closed.
  const ends = endsWith(minutes === null ? null : new Date(at.getTime() + minutes * 60_000), null);
  const who = { byName: by.name, byPersonId: by.personId };
  const change: StoredChange = { id: newId(), kind: 'reopened', minutes, reason, at, ...who };
  const isReopened = await deps.records.attempts.reopen(attemptId, attempt.revision, { ends, change });
  if (!isReopened) throw new AttemptBusy('The attempt changed while it was reopened');
  await noteQuizProgress(deps, attempt);
}
