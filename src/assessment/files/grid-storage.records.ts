import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { asId } from '../../shared/index.ts';
import type { FileKey } from './file.ts';
import type { FileStorage } from './file-storage.ts';
import { asStorageError } from './storage-errors.ts';

const bucketName = 'file_bytes';

/** Keeps files in the database itself, in pieces of 255 kB (GridFS). Only with a MongoDB server. */
export function gridStorage(connection: Connection): FileStorage {
  const bucket = (): mongo.GridFSBucket => {
    if (!connection.db) throw new Error('There is no connection to the database');
    return new mongo.GridFSBucket(connection.db, { bucketName });
  };
  return {
    put: (key, { path }) =>
      asStorageError(async () => {
        // The file's name is its key; its id is the server's.
        const target = bucket().openUploadStream(key);
        try {
          await pipeline(createReadStream(path), target);
        } catch (error) {
          // Pieces of what never became whole would stay for ever.
          await target.abort().catch(() => undefined);
          throw error;
        }
      }),
    open: (key, range) =>
      asStorageError(async () => {
        const [file] = await bucket().find({ filename: key }).toArray();
        if (!file) throw new Error('There are no such bytes');
        // GridFS counts an end as not included.
        const part = range ? { start: range.start, end: range.end + 1 } : {};
        return bucket().openDownloadStream(file._id, part);
      }),
    remove: (key) =>
      asStorageError(async () => {
        for (const { _id } of await bucket().find({ filename: key }).toArray()) await bucket().delete(_id);
      }),
    async *listBefore(moment: Date): AsyncIterable<FileKey> {
      for await (const { filename } of bucket().find({ uploadDate: { $lt: moment } }))
        yield asId<'file-key'>(filename);
    },
  };
}
