import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { taskStanding, type TaskStanding } from './task-standing.ts';

/** Task id → where someone stands with it; tasks that were never begun are left out. */
export type TaskStandings = Readonly<Record<string, TaskStanding>>;

/** Where someone stands with every task. One store operation. */
export async function listTaskStandings(
  { records }: Pick<AssessmentDeps, 'records'>,
  enrolmentId: EnrolmentId,
): Promise<TaskStandings> {
  const found = await records.standings.listOf(enrolmentId);
  return Object.fromEntries(found.map((one) => [one.taskId, taskStanding(one, enrolmentId)]));
}

/** The same for everybody of a cohort. One store operation, however many people there are. */
export async function listCohortStandings(
  { records }: Pick<AssessmentDeps, 'records'>,
  cohortId: CohortId,
): Promise<ReadonlyMap<EnrolmentId, TaskStandings>> {
  const people = new Map<EnrolmentId, Record<string, TaskStanding>>();
  for (const submission of await records.standings.listOfCohort(cohortId))
    for (const enrolmentId of submission.authorIds)
      people.set(enrolmentId, {
        ...people.get(enrolmentId),
        [submission.taskId]: taskStanding(submission, enrolmentId),
      });
  return people;
}
