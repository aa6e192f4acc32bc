import type { Task } from '../curriculum/index.ts';
import type { AssessmentDeps } from './deps.ts';
import { TaskUnknown } from './errors.ts';
import { keyOf, type TaskVersionRecords } from './task-version.records.ts';

/** Versions never change: what was read once need not be read again. */
const ofRecords = new WeakMap<TaskVersionRecords, Map<string, Task>>();

/** The task as it stands in the curriculum now. @throws TaskUnknown */
export function getTask({ curriculum }: Pick<AssessmentDeps, 'curriculum'>, taskId: string): Task {
  const found = curriculum()
    .modules.map(({ task }) => task)
    .find((task) => task?.id === taskId);
  if (!found) throw new TaskUnknown(`There is no task ${taskId}`);
  return found;
}

/** Every task of the curriculum, in the order of the path. */
export function listTasks({ curriculum }: Pick<AssessmentDeps, 'curriculum'>): Task[] {
  return curriculum().modules.flatMap(({ task }) => task ?? []);
}

/**
 * A task as it stood when something was handed in; no store operation where it still stands so or was asked for before,
 * one otherwise. @throws TaskUnknown
 */
export async function getTaskVersion(
  deps: Pick<AssessmentDeps, 'curriculum' | 'records'>,
  taskId: string,
  version: string,
): Promise<Task> {
  const current = listTasks(deps).find((task) => task.id === taskId && task.version === version);
  if (current) return current;
  const kept = keptTasks(deps.records.tasks);
  const key = keyOf({ id: taskId, version });
  const task = kept.get(key) ?? (await deps.records.tasks.find(taskId, version));
  if (!task) throw new TaskUnknown(`Version ${version} of task ${taskId} was not kept`);
  kept.set(key, task);
  return task;
}

/** At start-up: keeps every task of the curriculum as it stands, before anything is handed in for it. */
export async function prepareAssessment(
  deps: Pick<AssessmentDeps, 'curriculum' | 'records' | 'clock'>,
): Promise<void> {
  const tasks = listTasks(deps);
  const kept = await deps.records.tasks.listKept(tasks);
  const added = tasks.filter((task) => !kept.has(keyOf(task)));
  if (added.length > 0) await deps.records.tasks.keep(added, deps.clock());
}

function keptTasks(records: TaskVersionRecords): Map<string, Task> {
  const known = ofRecords.get(records) ?? new Map<string, Task>();
  ofRecords.set(records, known);
  return known;
}
