import type { TaskStandings } from '../../../assessment/index.ts';
import type { Curriculum, Module, Quiz, Task } from '../../../curriculum/index.ts';
import type { OverviewRow } from '../../../learning/index.ts';
import { latestOf } from '../../../shared/index.ts';

/** A trainee's line over lessons, quizzes and tasks. */
export interface WholeRow extends Omit<OverviewRow, 'standing'> {
  readonly tasksPassed: number;
  readonly tasksInAll: number;
  /** Handed in, and not graded yet. */
  readonly tasksWaiting: number;
}

/**
 * What learning knows of a trainee and the tasks of the same part of the curriculum in one line: points are shared out
 * over quizzes and tasks, as the LMS's column has it, and done is who has passed the tasks too.
 */
export function withTasks(
  row: OverviewRow,
  modules: Curriculum['modules'],
  standings: TaskStandings,
): WholeRow {
  const tasks = modules.flatMap(({ task }) => task ?? []);
  const states = tasks.map(({ id }) => standings[id]?.state);
  const passed = states.filter((state) => state === 'passed').length;
  const decided = tasks.flatMap(({ id }) => standings[id]?.decidedAt ?? standings[id]?.submittedAt ?? []);
  return {
    ...row,
    state: stateWith(row, {
      passed,
      all: tasks.length,
      isBegun: states.some((state) => state !== undefined),
    }),
    share: shareWith(row, modules, standings),
    tasksPassed: passed,
    tasksInAll: tasks.length,
    tasksWaiting: states.filter((state) => state === 'waiting').length,
    lastActivityAt: latestOf([...decided, ...(row.lastActivityAt ? [row.lastActivityAt] : [])]),
  };
}

function stateWith(
  { state }: OverviewRow,
  { passed, all, isBegun }: { readonly passed: number; readonly all: number; readonly isBegun: boolean },
): OverviewRow['state'] {
  if (state === 'done') return passed === all ? 'done' : 'in-progress';
  return isBegun ? 'in-progress' : state;
}

function shareWith(row: OverviewRow, modules: readonly Module[], standings: TaskStandings): number | null {
  const quizPoints = pointsOf(modules.flatMap(({ quiz }) => quiz ?? []));
  const tasks = modules.flatMap(({ task }) => task ?? []);
  const graded = tasks.filter(({ id }) => (standings[id]?.share ?? null) !== null);
  if (row.share === null && graded.length === 0) return null;
  const earned = graded.reduce((sum, { id, points }) => sum + points * (standings[id]?.share ?? 0), 0);
  return (quizPoints * (row.share ?? 0) + earned) / (quizPoints + pointsOf(tasks));
}

function pointsOf(activities: readonly (Quiz | Task)[]): number {
  return activities.reduce((sum, { points }) => sum + points, 0);
}
