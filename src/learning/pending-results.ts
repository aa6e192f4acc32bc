import type { LearningDeps } from './deps.ts';
import type { PendingResult } from './model.ts';
import { noteQuizProgress } from './note-progress.ts';

/** Changes of results that the outbox has not taken over yet, oldest first. One store operation. */
export function findPendingResults({ records }: LearningDeps, limit: number): Promise<PendingResult[]> {
  return records.attempts.listPending(limit);
}

/**
 * The outbox has it. May be repeated. Also brings the progress summary up to date, should a crash have left it behind.
 * Three store operations.
 */
export async function markRelayed(deps: LearningDeps, pending: PendingResult): Promise<void> {
  await noteQuizProgress(deps, pending);
  await deps.records.attempts.removePending(pending.attemptId, pending.id);
}
