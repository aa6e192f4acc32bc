import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, type CollectionIndexes, isDuplicateKey } from '../../shared/index.ts';
import type { LevelPoints, TaskSettings } from '../grading/grading-model.ts';
import type { Actor } from '../model.ts';

/** Who changed what of a task's settings, and why. */
export interface SettingsChange {
  readonly id: string;
  readonly at: Date;
  readonly by: Actor;
  readonly reason: string;
  readonly settings: Omit<TaskSettings, 'cohortId' | 'taskId'>;
}

export interface StoredSettings extends TaskSettings {
  readonly changes: readonly SettingsChange[];
  /** The last change of points that has not reached every release yet. */
  readonly unspread: string | null;
  /** Rises with every change. */
  readonly revision: number;
}

interface SettingsDocument {
  /** `cohort/task`. */
  _id: string;
  cohortId: string;
  taskId: string;
  namesHidden: boolean;
  releaseMode: TaskSettings['releaseMode'];
  levelPoints: LevelPoints | null;
  changes: SettingsChange[];
  unspread: string | null;
  revision: number;
}

const { Mixed } = Schema.Types;

const schema = new Schema<SettingsDocument>(
  {
    ...{ _id: String, cohortId: String, taskId: String, namesHidden: Boolean, releaseMode: String },
    ...{ levelPoints: Mixed, changes: Mixed, unspread: String, revision: Number },
  },
  { versionKey: false, minimize: false, collection: 'task_settings' },
);

export const taskSettingsIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'task_settings',
    indexes: [
      { name: 'cohort', key: { cohortId: 1 } },
      { name: 'unspread', key: { unspread: 1 } },
    ],
  },
];

/** Each function is one store operation. */
export interface TaskSettingsRecords {
  list(cohortId: CohortId): Promise<StoredSettings[]>;
  listUnspread(): Promise<StoredSettings[]>;
  /** Stores settings that had `revision` when they were read (0: none). False if they have changed since. */
  replace(settings: StoredSettings, revision: number): Promise<boolean>;
  markSpread(
    place: { readonly cohortId: CohortId; readonly taskId: string },
    changeId: string,
  ): Promise<void>;
}

export function taskSettingsRecords(connection: Connection): TaskSettingsRecords {
  const model = connection.model<SettingsDocument>('TaskSettings', schema);
  return {
    list: async (cohortId) => (await model.find({ cohortId }).lean()).map(toSettings),
    listUnspread: async () => (await model.find({ unspread: { $gt: '' } }).lean()).map(toSettings),
    async replace(settings, revision) {
      const document = { ...settings, changes: [...settings.changes], revision: revision + 1 };
      try {
        const { matchedCount, upsertedCount } = await model.replaceOne(
          { _id: keyOf(settings), revision },
          document,
          { upsert: revision === 0 },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async markSpread(place, changeId) {
      await model.updateOne(
        { _id: keyOf(place), unspread: changeId },
        { $set: { unspread: null }, $inc: { revision: 1 } },
      );
    },
  };
}

function keyOf({ cohortId, taskId }: { readonly cohortId: string; readonly taskId: string }): string {
  return `${cohortId}/${taskId}`;
}

function toSettings(document: SettingsDocument): StoredSettings {
  const { cohortId, taskId, namesHidden, releaseMode, levelPoints, changes, unspread, revision } = document;
  return {
    ...{ cohortId: asId(cohortId), taskId, namesHidden, releaseMode, levelPoints, changes },
    unspread,
    revision,
  };
}
