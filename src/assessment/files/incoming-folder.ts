import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { newId } from '../../shared/index.ts';
import { asStorageError } from './storage-errors.ts';

const noteSchema = z.object({
  token: z.string(),
  name: z.string(),
  bytes: z.number(),
  isDone: z.boolean().default(false),
});

/** What is known of an upload beside the bytes that have come. */
export type IncomingNote = z.output<typeof noteSchema>;

/** Uploads under way: the bytes that have come, and a note beside them, so that each goes on where it broke off. */
export interface IncomingFolder {
  pathOf(id: string): string;
  /** A path for something that is made from an upload; whoever asks removes it. */
  spare(): Promise<string>;
  /** @throws FileStorageFull, FileStorageFailed */
  begin(id: string, note: Omit<IncomingNote, 'isDone'>): Promise<void>;
  /** Writes from an offset on; the answer is how many bytes are there then. @throws FileStorageFull, FileStorageFailed */
  append(id: string, from: Readable, offset: number): Promise<number>;
  /** Null where there is no such upload, or none any more. */
  find(id: string): Promise<(IncomingNote & { readonly offset: number }) | null>;
  /** The upload has become a file: its bytes go, the note stays a while for browsers that ask once more. */
  finish(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes everything that was not touched since; the answer is how much. */
  removeBefore(moment: Date): Promise<number>;
}

const idForm = /^[A-Za-z0-9_-]{20}$/;

export function incomingFolder(folder: string): IncomingFolder {
  const pathOf = (id: string): string => join(folder, idForm.test(id) ? id : '-');
  const notePath = (id: string): string => `${pathOf(id)}.json`;
  const ready = (): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    pathOf,
    async spare() {
      await ready();
      return join(folder, `${newId()}.part`);
    },
    begin: (id, note) =>
      asStorageError(async () => {
        await ready();
        await writeFile(pathOf(id), '', { mode: 0o600 });
        await writeNote(notePath(id), { ...note, isDone: false });
      }),
    append: (id, from, offset) => asStorageError(() => append(pathOf(id), from, offset)),
    async find(id) {
      const note = idForm.test(id) ? await readNote(notePath(id)) : null;
      return note && { ...note, offset: note.isDone ? note.bytes : await sizeOf(pathOf(id)) };
    },
    async finish(id) {
      const note = await readNote(notePath(id));
      if (note) await writeNote(notePath(id), { ...note, isDone: true });
      await rm(pathOf(id), { force: true });
    },
    async remove(id) {
      await Promise.all([rm(pathOf(id), { force: true }), rm(notePath(id), { force: true })]);
    },
    removeBefore: (moment) => removeBefore(folder, moment),
  };
}

async function append(path: string, from: Readable, offset: number): Promise<number> {
  const target = createWriteStream(path, { flags: 'r+', start: offset });
  await pipeline(from, target);
  return offset + target.bytesWritten;
}

/** Whole or not at all: a note cut short would lose an upload. */
async function writeNote(path: string, note: IncomingNote): Promise<void> {
  const draft = `${path}.${newId()}`;
  try {
    await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function readNote(path: string): Promise<IncomingNote | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function removeBefore(folder: string, moment: Date): Promise<number> {
  let removed = 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtime } = await stat(path).catch(() => ({ mtime: moment }));
    if (mtime >= moment) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
