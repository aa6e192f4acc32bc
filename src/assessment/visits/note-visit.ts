import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Visit } from './visit.records.ts';

type VisitDeps = Pick<AssessmentDeps, 'records' | 'clock'>;

/** A pause of so many ms ends a sitting: what was new in it stays new until then. */
const sittingEndsAfter = 30 * 60_000;
/** Within so many ms a visit is not stored again. */
const storedEvery = 60_000;

/**
 * Notes that a trainer looks at the queue; the answer says since when things are new to them (null: all are). One store
 * operation, or two.
 */
export async function noteVisit({ records, clock }: VisitDeps, enrolmentId: EnrolmentId): Promise<Visit> {
  const before = await records.visits.find(enrolmentId);
  const now = clock();
  if (before && now.getTime() - before.lastAt.getTime() < storedEvery) return before;
  const visit = visitAfter(before, now);
  await records.visits.store(enrolmentId, visit);
  return visit;
}

/** When this trainer last looked at the queue; null: never. One store operation. */
export async function findLastVisit(
  { records }: Pick<VisitDeps, 'records'>,
  enrolmentId: EnrolmentId,
): Promise<Date | null> {
  return (await records.visits.find(enrolmentId))?.lastAt ?? null;
}

export function visitAfter(before: Visit | null, now: Date): Visit {
  if (!before) return { lastAt: now, since: null };
  const isSameSitting = now.getTime() - before.lastAt.getTime() < sittingEndsAfter;
  return { lastAt: now, since: isSameSitting ? before.since : before.lastAt };
}
