import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { QueueFacts, QueueRecords } from './queue.records.ts';

/**
 * A cohort's submissions as the queue needs them, kept in memory: each look reads only what was stored since the last.
 * Clocks of several processes may differ by `overlapMs`; `rereadMs` heals whatever else goes wrong.
 */
const overlapMs = 10_000;
const rereadMs = 15 * 60_000;
const mostCohorts = 50;

interface Known {
  readonly facts: Map<string, QueueFacts>;
  newest: Date | null;
  readonly since: number;
}

const knownOf = new WeakMap<QueueRecords, Map<CohortId, Known>>();

/** Every submission of a cohort, as it stands now. One store operation, which reads what has changed. */
export async function readQueueFacts(
  { records: { queue }, clock }: AssessmentDeps,
  cohortId: CohortId,
): Promise<ReadonlyMap<string, QueueFacts>> {
  const cohorts = knownOf.get(queue) ?? new Map<CohortId, Known>();
  knownOf.set(queue, cohorts);
  const now = clock().getTime();
  const before = cohorts.get(cohortId);
  const isFresh = before && now - before.since < rereadMs && now >= before.since;
  const known = isFresh ? before : { facts: new Map<string, QueueFacts>(), newest: null, since: now };
  const changed = await queue.list(cohortId, known.newest && new Date(known.newest.getTime() - overlapMs));
  for (const facts of changed) note(known, facts);
  cohorts.delete(cohortId);
  cohorts.set(cohortId, known);
  for (const oldest of cohorts.keys()) if (cohorts.size > mostCohorts) cohorts.delete(oldest);
  return known.facts;
}

/** Of two looks at once the one that saw the later state wins. */
function note(known: Known, facts: QueueFacts): void {
  const before = known.facts.get(facts.id);
  if (!before || before.storedAt <= facts.storedAt) known.facts.set(facts.id, facts);
  if (!known.newest || facts.storedAt > known.newest) known.newest = facts.storedAt;
}
