import { systemClock, type CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { QueueFacts, QueueRecords } from './queue.records.ts';

/**
 * A cohort's submissions as the queue needs them, kept in memory: each look reads only what was stored since the last, by
 * the clock of whoever stored it. Clocks of several processes may differ by `overlapMs`, and what is stored may take as
 * long to be seen; `rereadMs` heals whatever else goes wrong.
 */
const overlapMs = 10_000;
const rereadMs = 15 * 60_000;
const mostCohorts = 50;

interface Known {
  readonly facts: Map<string, QueueFacts>;
  /** When everything was read, and when what is new; ms of this machine's clock. */
  readonly readAt: number;
  lookedAt: number | null;
}

const knownOf = new WeakMap<QueueRecords, Map<CohortId, Known>>();

/** Every submission of a cohort, as it stands now. One store operation, which reads what has changed. */
export async function readQueueFacts(
  { records: { queue } }: AssessmentDeps,
  cohortId: CohortId,
): Promise<ReadonlyMap<string, QueueFacts>> {
  const cohorts = knownOf.get(queue) ?? new Map<CohortId, Known>();
  knownOf.set(queue, cohorts);
  const now = systemClock().getTime();
  const before = cohorts.get(cohortId);
  const isFresh = before && now - before.readAt < rereadMs && now >= before.readAt;
  const known: Known = isFresh ? before : { facts: new Map(), readAt: now, lookedAt: null };
  const since = known.lookedAt === null ? null : new Date(known.lookedAt - overlapMs);
  for (const facts of await queue.list(cohortId, since)) note(known.facts, facts);
  known.lookedAt = Math.max(now, known.lookedAt ?? now);
  cohorts.delete(cohortId);
  cohorts.set(cohortId, known);
  for (const oldest of cohorts.keys()) if (cohorts.size > mostCohorts) cohorts.delete(oldest);
  return known.facts;
}

/** Of two looks at once the one that saw the later state wins. */
function note(known: Map<string, QueueFacts>, facts: QueueFacts): void {
  const before = known.get(facts.id);
  if (!before || before.storedAt <= facts.storedAt) known.set(facts.id, facts);
}
