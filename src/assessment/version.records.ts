import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes } from '../shared/index.ts';
import type { SubmissionId, Version, VersionId } from './model.ts';

type VersionDocument = Omit<Version, 'id'> & { readonly _id: string };

const { Mixed } = Schema.Types;

const schema = new Schema<VersionDocument>(
  {
    ...{ _id: String, submissionId: String, cohortId: String, taskId: String, number: Number },
    ...{ taskVersion: String, fields: Mixed, trainerOnly: [String], files: Mixed, words: Number },
    ...{ submittedAt: Date, submittedBy: Mixed },
  },
  { versionKey: false, minimize: false, collection: 'submission_versions' },
);

export const versionIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'submission_versions',
    indexes: [
      { name: 'submission', key: { submissionId: 1, number: 1 } },
      { name: 'cohort_task', key: { cohortId: 1, taskId: 1 } },
    ],
  },
];

/** What was handed in, version by version; inserted once and never changed. Each function is one store operation. */
export interface VersionRecords {
  insert(version: Version): Promise<void>;
  find(id: VersionId): Promise<Version | null>;
  list(ids: readonly VersionId[]): Promise<Version[]>;
  listOf(submissionId: SubmissionId): Promise<Version[]>;
  /** Only for one that no submission names: its hand-in met another one at the same moment. */
  removeUnnamed(id: VersionId): Promise<void>;
}

export function versionRecords(connection: Connection): VersionRecords {
  const versions = connection.model<VersionDocument>('SubmissionVersion', schema);
  return {
    async insert({ id, ...rest }) {
      await versions.create({ _id: id, ...rest });
    },
    async find(id) {
      const document = await versions.findById(id).lean<VersionDocument>();
      return document && toVersion(document);
    },
    list: async (ids) =>
      (await versions.find({ _id: { $in: [...ids] } }).lean<VersionDocument[]>()).map(toVersion),
    listOf: async (submissionId) =>
      (await versions.find({ submissionId }).sort({ number: 1 }).lean<VersionDocument[]>()).map(toVersion),
    async removeUnnamed(id) {
      await versions.deleteOne({ _id: id });
    },
  };
}

function toVersion({ _id, ...rest }: VersionDocument): Version {
  return { ...rest, id: asId(_id) };
}
