import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { readQueueFacts } from '../queue/queue-directory.ts';

/** The tasks that each enrolment of a cohort has handed in, by enrolment. One store operation. */
export async function listHandedIn(
  deps: AssessmentDeps,
  cohortId: CohortId,
): Promise<ReadonlyMap<EnrolmentId, ReadonlySet<string>>> {
  const handedIn = new Map<EnrolmentId, Set<string>>();
  for (const { state, authorIds, taskId } of (await readQueueFacts(deps, cohortId)).values()) {
    if (state === 'draft') continue;
    for (const author of authorIds)
      handedIn.set(author, (handedIn.get(author) ?? new Set<string>()).add(taskId));
  }
  return handedIn;
}
