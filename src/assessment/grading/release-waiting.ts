import type { CohortId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor, Submission, SubmissionId } from '../model.ts';
import { rubricOf } from './change-graded.ts';
import { released } from './release-rule.ts';

export interface ReleaseTogether {
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly by: Actor;
}

/**
 * Releases every grade of a task that waits to be released together with the others; may be repeated. Answers with how
 * many there were. One store operation, and two for each.
 */
export async function releaseTogether(deps: AssessmentDeps, command: ReleaseTogether): Promise<number> {
  const { cohortId, taskId, by } = command;
  const ids = await deps.records.held.listTogether(cohortId, taskId);
  return releaseAll(deps, ids, ({ held }) => (held && held.releaseAt === null ? by : null));
}

/** How many grades of a task wait to be released together. One store operation. */
export async function countTogether(
  { records }: Pick<AssessmentDeps, 'records'>,
  { cohortId, taskId }: Pick<ReleaseTogether, 'cohortId' | 'taskId'>,
): Promise<number> {
  return (await records.held.listTogether(cohortId, taskId)).length;
}

/**
 * A job: releases grades whose time has come, in the name of whoever set it. May be repeated, also by several processes.
 * One store operation, and two for each.
 */
export async function releaseDue(deps: AssessmentDeps): Promise<number> {
  const now = deps.clock();
  const ids = await deps.records.held.listDue(now, mostAtOnce);
  return releaseAll(deps, ids, ({ held }) => (held?.releaseAt && held.releaseAt <= now ? held.by : null));
}

const mostAtOnce = 200;

/** `by`: in whose name, or null where it does not wait for this any more. One that fails does not keep back the others. */
async function releaseAll(
  deps: AssessmentDeps,
  ids: readonly SubmissionId[],
  by: (submission: Submission) => Actor | null,
): Promise<number> {
  const failures: unknown[] = [];
  let count = 0;
  for (const id of ids) {
    try {
      if (await releaseOne(deps, id, by)) count += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} grades could not be released`);
  return count;
}

async function releaseOne(
  deps: AssessmentDeps,
  id: SubmissionId,
  by: (submission: Submission) => Actor | null,
): Promise<boolean> {
  let isReleased = false;
  await changeSubmission(deps, id, async (submission) => {
    const who = by(submission);
    isReleased = who !== null;
    if (!who) return submission;
    return released(submission, { by: who, now: deps.clock() }, await rubricOf(deps, submission));
  });
  return isReleased;
}
