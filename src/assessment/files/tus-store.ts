import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { FileStorageFull } from './errors.ts';
import type { IncomingFolder } from './incoming-folder.ts';

/** The folder of incoming uploads as tus asks for it, https://tus.io/protocols/resumable-upload. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(private readonly incoming: IncomingFolder) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { token, filename } = upload.metadata ?? {};
    await this.incoming.begin(upload.id, {
      token: token ?? '',
      name: filename ?? '',
      bytes: upload.size ?? 0,
    });
    return upload;
  }

  /** What filled the disk goes at once: it could not go on, and others need the room. */
  override async write(from: Readable, id: string, offset: number): Promise<number> {
    try {
      return await this.incoming.append(id, from, offset);
    } catch (error) {
      if (error instanceof FileStorageFull) await this.incoming.remove(id);
      throw error;
    }
  }

  /** What the browser sent along is not sent back: the token is the page's. */
  override async getUpload(id: string): Promise<Upload> {
    const found = await this.incoming.find(id);
    // What tus throws and understands is a status and a body, no Error.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (!found) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size: found.bytes, offset: found.offset });
  }

  override remove(id: string): Promise<void> {
    return this.incoming.remove(id);
  }
}
