import { findActivity, type Task } from '../../curriculum/index.ts';
import type { ActivityRef, EnrolmentId, ResultPart } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { listTasks } from '../task-versions.ts';
import { taskStanding, type StandingFacts } from './task-standing.ts';

/**
 * What each task of an activity contributes to someone's result: of a task itself, a module's, or all of the curriculum.
 * The latest released grade counts, also while another version waits. Empty for what has no task. At most one store
 * operation.
 */
export async function listTaskResultParts(
  deps: Pick<AssessmentDeps, 'records' | 'curriculum'>,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<ResultPart[]> {
  const tasks = tasksIn(deps, ref);
  const [only] = tasks;
  if (!only) return [];
  const found = await deps.records.standings.listOf(enrolmentId, tasks.length === 1 ? only.id : undefined);
  return tasks.map((task) =>
    partOf(
      task,
      found.find(({ taskId }) => taskId === task.id),
      enrolmentId,
    ),
  );
}

function partOf(
  { points }: Task,
  submission: StandingFacts | undefined,
  enrolmentId: EnrolmentId,
): ResultPart {
  const standing = submission && taskStanding(submission, enrolmentId);
  const release = submission?.releases.at(-1);
  if (standing?.share !== null && standing?.share !== undefined && release) {
    const at = release.recomputed.at(-1)?.at ?? release.at;
    return { points, share: standing.share, state: 'graded', at };
  }
  if (standing?.state === 'waiting')
    return { points, share: null, state: 'submitted', at: standing.submittedAt };
  return { points, share: null, state: null, at: null };
}

function tasksIn(deps: Pick<AssessmentDeps, 'curriculum'>, ref: ActivityRef): Task[] {
  const found = findActivity(deps.curriculum(), ref);
  switch (found?.kind) {
    case 'task':
      return [found.task];
    case 'module':
      return found.module.task ? [found.module.task] : [];
    case 'curriculum':
      return listTasks(deps);
    case 'lesson':
    case 'quiz':
    case undefined:
      return [];
  }
}
