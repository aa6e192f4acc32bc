import type { LearningDeps } from './deps.ts';
import { findUpToDate } from './hand-in.ts';
import { latestEndTimeUp } from './time-limit.ts';

const atOnce = 100;

/** Ends attempts whose time is up; run it every few seconds. Returns how many. One store operation where none is. */
export async function endExpiredAttempts(deps: LearningDeps): Promise<number> {
  const overdue = await deps.records.attempts.listOverdue(latestEndTimeUp(deps.clock()), atOnce);
  let ended = 0;
  for (const id of overdue) {
    const attempt = await findUpToDate(deps, id);
    if (attempt?.state === 'submitted') ended += 1;
  }
  return ended;
}
