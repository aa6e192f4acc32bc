import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes } from '../../shared/index.ts';
import type { FileId, SubmissionId } from '../model.ts';
import type { FileKey, StoredFile } from './file.ts';

type FileDocument = Omit<StoredFile, 'id'> & { readonly _id: string };

const schema = new Schema<FileDocument>(
  {
    ...{ _id: String, submissionId: String, cohortId: String, taskId: String, place: String },
    ...{ name: String, type: String, bytes: Number, key: String },
    ...{ uploadedBy: String, uploadedAt: Date, removedAt: Date },
  },
  { versionKey: false, minimize: false, collection: 'submission_files' },
);

export const fileIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'submission_files',
    indexes: [
      { name: 'submission', key: { submissionId: 1, uploadedAt: 1 } },
      { name: 'key', key: { key: 1 } },
      { name: 'removed', key: { removedAt: 1 } },
    ],
  },
];

/** What is known of each file; the bytes are the storage's. Each function is one store operation. */
export interface FileRecords {
  /** False if there is one of this id. */
  insert(file: StoredFile): Promise<boolean>;
  /** Of several at once, none or all of which are new. */
  insertAll(files: readonly StoredFile[]): Promise<void>;
  find(id: FileId): Promise<StoredFile | null>;
  /** In order of arrival; without those taken out. */
  listOf(submissionId: SubmissionId): Promise<StoredFile[]>;
  setRemoved(id: FileId, removedAt: Date): Promise<void>;
  listRemovedBefore(moment: Date, limit: number): Promise<StoredFile[]>;
  /** Which of these keys some file has. */
  listKnownKeys(keys: readonly FileKey[]): Promise<Set<FileKey>>;
  remove(id: FileId): Promise<void>;
}

export function fileRecords(connection: Connection): FileRecords {
  const files = connection.model<FileDocument>('SubmissionFile', schema);
  return {
    async insert({ id, ...rest }) {
      try {
        await files.create({ _id: id, ...rest });
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === 11000) return false;
        throw error;
      }
    },
    async insertAll(several) {
      await files.insertMany(several.map(({ id, ...rest }) => ({ _id: id, ...rest })));
    },
    async find(id) {
      const document = await files.findById(id).lean<FileDocument>();
      return document && toFile(document);
    },
    listOf: async (submissionId) =>
      (
        await files
          .find({ submissionId, removedAt: null })
          .sort({ uploadedAt: 1, _id: 1 })
          .lean<FileDocument[]>()
      ).map(toFile),
    async setRemoved(id, removedAt) {
      await files.updateOne({ _id: id, removedAt: null }, { $set: { removedAt } });
    },
    listRemovedBefore: async (moment, limit) =>
      (
        await files
          .find({ removedAt: { $lt: moment } })
          .limit(limit)
          .lean<FileDocument[]>()
      ).map(toFile),
    async listKnownKeys(keys) {
      const known = await files.find({ key: { $in: [...keys] } }, { key: 1 }).lean<{ key: string }[]>();
      return new Set(known.map(({ key }) => asId<'file-key'>(key)));
    },
    async remove(id) {
      await files.deleteOne({ _id: id });
    },
  };
}

function toFile({ _id, ...rest }: FileDocument): StoredFile {
  return { ...rest, id: asId(_id) };
}
