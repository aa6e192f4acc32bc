import { asId, DomainError } from '../../shared/index.ts';
import type { FileDeps } from './deps.ts';
import { FileUnknown } from './errors.ts';
import type { StoredFile } from './file.ts';
import { receiveFile } from './receive-file.ts';

/** Finishings under way, by folder and upload: a browser that lost the answer asks again while the first one works. */
const running = new WeakMap<object, Map<string, Promise<StoredFile>>>();

/**
 * Makes a file of an upload that has come whole. Where it is refused for good the upload goes; where a try may help
 * (storage or scanner do not answer, no room) it stays, to be finished by the next one. Safe to repeat and to do twice at
 * once. @throws FileUnknown and what receiveFile throws
 */
export async function finishUpload(deps: FileDeps, id: string): Promise<StoredFile> {
  const ofFolder = running.get(deps.incoming) ?? new Map<string, Promise<StoredFile>>();
  running.set(deps.incoming, ofFolder);
  const under = ofFolder.get(id) ?? finish(deps, id).finally(() => ofFolder.delete(id));
  ofFolder.set(id, under);
  return under;
}

const passing = new Set(['file-scan-failed', 'file-storage-full', 'file-storage-failed']);

async function finish(deps: FileDeps, id: string): Promise<StoredFile> {
  const upload = await deps.incoming.find(id);
  if (!upload) throw new FileUnknown('There is no such upload');
  const { token, name } = upload;
  try {
    const path = deps.incoming.pathOf(id);
    const file = await receiveFile(deps, { id: asId(id), token, name, path });
    await deps.incoming.finish(id);
    return file;
  } catch (error) {
    if (error instanceof DomainError && !passing.has(error.code)) await deps.incoming.remove(id);
    throw error;
  }
}
