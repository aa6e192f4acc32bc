import { isDuplicateKey } from '../shared/index.ts';
import { Schema, type Connection } from 'mongoose';
import type { Task } from '../curriculum/index.ts';

interface TaskVersionDocument {
  /** `task@version`. */
  _id: string;
  task: Task;
  keptAt: Date;
}

const schema = new Schema<TaskVersionDocument>(
  { _id: String, task: Schema.Types.Mixed, keptAt: Date },
  { versionKey: false, minimize: false, collection: 'task_versions' },
);

/** Every version of every task that could be handed in; never changed. Each function is one store operation. */
export interface TaskVersionRecords {
  listKept(tasks: readonly Task[]): Promise<Set<string>>;
  keep(tasks: readonly Task[], now: Date): Promise<void>;
  find(taskId: string, version: string): Promise<Task | null>;
}

export function taskVersionRecords(connection: Connection): TaskVersionRecords {
  const versions = connection.model<TaskVersionDocument>('TaskVersion', schema);
  return {
    async listKept(tasks) {
      const kept = await versions.find({ _id: { $in: tasks.map(keyOf) } }, { _id: 1 }).lean();
      return new Set(kept.map(({ _id }) => _id));
    },
    async keep(tasks, now) {
      const documents = tasks.map((task) => ({ _id: keyOf(task), task, keptAt: now }));
      try {
        await versions.insertMany(documents, { ordered: false });
      } catch (error) {
        // Another process that starts at the same moment keeps the same.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async find(taskId, version) {
      const document = await versions.findById(`${taskId}@${version}`).lean();
      return document?.task ?? null;
    },
  };
}

export function keyOf({ id, version }: Pick<Task, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
