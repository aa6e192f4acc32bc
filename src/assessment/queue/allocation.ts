import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Allocation, AllocationRecords } from './allocation.records.ts';

/** What was read may be this old, in ms. */
const maxAge = 5_000;
const mostCohorts = 1_000;

const knownOf = new WeakMap<
  AllocationRecords,
  Map<CohortId, { readonly at: number; readonly allocation: Allocation }>
>();

export const nobodyAllocated: Allocation = { people: {}, changes: [], revision: 0 };

/** Whose works which trainer of a cohort takes; at most five seconds old, and then one store operation. */
export async function readAllocation(
  { records: { allocations }, clock }: AssessmentDeps,
  cohortId: CohortId,
): Promise<Allocation> {
  const known = knownOf.get(allocations) ?? new Map<CohortId, { at: number; allocation: Allocation }>();
  knownOf.set(allocations, known);
  const entry = known.get(cohortId);
  const at = clock().getTime();
  if (entry && at - entry.at < maxAge) return entry.allocation;
  const allocation = (await allocations.find(cohortId)) ?? nobodyAllocated;
  if (known.size >= mostCohorts) known.clear();
  known.set(cohortId, { at, allocation });
  return allocation;
}

/** After a change: the next page reads it anew. */
export function forgetAllocation({ records }: AssessmentDeps, cohortId: CohortId): void {
  knownOf.get(records.allocations)?.delete(cohortId);
}
