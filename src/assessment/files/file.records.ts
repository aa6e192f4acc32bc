import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes, isDuplicateKey } from '../../shared/index.ts';
import type { FileId, SubmissionId } from '../model.ts';
import type { FileKey, StoredFile } from './file.ts';

interface FileDocument extends Omit<StoredFile, 'id'> {
  readonly _id: string;
  /** Where the file stands among those of its place; its own id once it was taken out. No two files share one. */
  readonly slot: string;
}

const schema = new Schema<FileDocument>(
  {
    ...{ _id: String, submissionId: String, cohortId: String, taskId: String, place: String, slot: String },
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
      { name: 'slot', key: { slot: 1 }, unique: true },
      { name: 'key', key: { key: 1 } },
      { name: 'removed', key: { removedAt: 1 } },
    ],
  },
];

/** What is known of each file; the bytes are the storage's. Each function is one store operation. */
export interface FileRecords {
  /** `position` counts from 0 within the file's place. False if there is one of this id, or one at this position. */
  insert(file: StoredFile, position: number): Promise<boolean>;
  /** The first files of their places, in this order. What is there already stays as it is. */
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
    insert: (file, position) => isNew(() => files.create(toDocument(file, position))),
    async insertAll(several) {
      const documents = several.map((file, index) => {
        const before = several.slice(0, index).filter(({ place }) => place === file.place);
        return toDocument(file, before.length);
      });
      await isNew(() => files.insertMany(documents));
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
      await files.updateOne({ _id: id, removedAt: null }, { $set: { removedAt, slot: id } });
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

async function isNew(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function toDocument({ id, ...rest }: StoredFile, position: number): FileDocument {
  return { ...rest, _id: id, slot: `${rest.submissionId}/${rest.place}/${String(position)}` };
}

function toFile(document: FileDocument): StoredFile {
  const { submissionId, cohortId, taskId, place, key, uploadedBy, uploadedAt, removedAt } = document;
  const { _id, name, type, bytes } = document;
  const where = { submissionId, cohortId, taskId, place, key };
  return { ...where, id: asId(_id), name, type, bytes, uploadedBy, uploadedAt, removedAt };
}
