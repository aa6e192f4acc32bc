import type { Ends } from './attempt-changes.records.ts';
import type { Grant } from './model.ts';

/** How late an answer may arrive that was sent in time: slow networks, and clocks that differ. */
export const graceMs = 10_000;

/** Minutes, or null without limit: the quiz's own limit with everything granted. */
export function timeLimitWith(limitMinutes: number | null, grants: readonly Grant[]): number | null {
  if (limitMinutes === null || grants.some(({ kind }) => kind === 'no-time-limit')) return null;
  return grants.reduce((sum, grant) => sum + (grant.kind === 'more-time' ? grant.minutes : 0), limitMinutes);
}

export function endOf(startedAt: Date, limitMinutes: number | null): Date | null {
  return limitMinutes === null ? null : new Date(startedAt.getTime() + limitMinutes * 60_000);
}

/** An attempt ends at its time limit, or when the quiz closes if that is earlier. */
export function endsWith(limitEndsAt: Date | null, closesAt: Date | null): Ends {
  const [endsAt = null] = [limitEndsAt, closesAt]
    .filter((end) => end !== null)
    .sort((a, b) => a.getTime() - b.getTime());
  return { endsAt, limitEndsAt, closesAt };
}

/** Past the end and the grace: no answer is taken any more, and the server hands in what is stored. */
export function isTimeUp(endsAt: Date | null, now: Date): boolean {
  return endsAt !== null && now.getTime() > endsAt.getTime() + graceMs;
}

/** Attempts that ended before this moment are past their grace. */
export function latestEndTimeUp(now: Date): Date {
  return new Date(now.getTime() - graceMs);
}
