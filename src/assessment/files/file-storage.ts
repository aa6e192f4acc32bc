import type { Readable } from 'node:stream';
import type { FileKey } from './file.ts';

/** First and last byte, both included, as in HTTP's Range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the bytes of files are kept: the disk, GridFS or an S3-compatible store. Knows nothing of whose they are. */
export interface FileStorage {
  /**
   * Stores the file that lies at a path of the local disk, and leaves that as it is; durable when it returns.
   * @throws FileStorageFull, FileStorageFailed
   */
  put(key: FileKey, from: { readonly path: string; readonly bytes: number }): Promise<void>;
  /** @throws FileStorageFailed, also where there are no such bytes */
  open(key: FileKey, range?: ByteRange): Promise<Readable>;
  /** Also where there is nothing any more. */
  remove(key: FileKey): Promise<void>;
  /** All keys that were stored before a moment. */
  listBefore(moment: Date): AsyncIterable<FileKey>;
}
