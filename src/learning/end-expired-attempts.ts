import type { LearningDeps } from './deps.ts';
import { findUpToDate } from './hand-in.ts';
import { latestEndTimeUp } from './time-limit.ts';

const atOnce = 100;

/**
 * Ends attempts whose time is up; run it every few seconds. Returns how many. One store operation where none is. If one
 * cannot be ended the others still are, before the error is thrown.
 */
export async function endExpiredAttempts(deps: LearningDeps): Promise<number> {
  const overdue = await deps.records.attempts.listOverdue(latestEndTimeUp(deps.clock()), atOnce);
  const ends = await Promise.allSettled(overdue.map((id) => findUpToDate(deps, id)));
  const failed = ends.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected')
    throw new Error('An attempt could not be ended', { cause: failed.reason });
  return ends.filter((end) => end.status === 'fulfilled' && end.value?.state === 'submitted').length;
}
