import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { asId, newId } from '../../shared/index.ts';
import type { FileKey } from './file.ts';
import type { FileStorage } from './file-storage.ts';
import { asStorageError } from './storage-errors.ts';

/** Keeps files in a folder of the local disk, in folders by the first two characters of their keys. */
export function diskStorage(folder: string): FileStorage {
  const pathOf = (key: FileKey): string => join(folder, key.slice(0, 2), key);
  return {
    put: (key, { path }) => asStorageError(() => place(path, join(folder, key.slice(0, 2)), key)),
    open: (key, range) => asStorageError(() => openWhole(pathOf(key), range)),
    remove: (key) => asStorageError(() => rm(pathOf(key), { force: true })),
    listBefore: (moment) => listBefore(folder, moment),
  };
}

/** The file is there whole or not at all: a second name for the same bytes, or, on another disk, a copy. */
async function place(path: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, name);
  // Its age counts from now on: an upload may have waited for long.
  const now = new Date();
  await utimes(path, now, now);
  await syncToDisk(path);
  try {
    await link(path, target);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    await copyBeside(path, folder, target);
  }
  await syncToDisk(folder);
}

/** Another disk, or a file system that knows one name for a file only. */
function hasNoLinks(error: unknown): boolean {
  return ['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

async function copyBeside(path: string, folder: string, target: string): Promise<void> {
  const beside = join(folder, `${newId()}.part`);
  try {
    await copyFile(path, beside);
    await syncToDisk(beside);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Opened before it is handed on, so that a file that is not there is an error now and not in the middle of an answer. */
async function openWhole(path: string, range?: { start: number; end: number }): Promise<Readable> {
  const handle = await open(path, 'r');
  return createReadStream(path, { fd: handle, ...range });
}

async function* listBefore(folder: string, moment: Date): AsyncIterable<FileKey> {
  for (const part of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, part))) {
      const { mtime } = await stat(join(folder, part, name));
      if (mtime < moment) yield asId<'file-key'>(name);
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
