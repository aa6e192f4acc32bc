import type { FileDeps } from './deps.ts';
import type { FileKey, StoredFile } from './file.ts';

const hourMs = 3_600_000;
/** An upload that broke off can go on for this long. */
const incomingKeptMs = 48 * hourMs;
/** Long enough for the slowest of: a file stored and not noted yet, a hand-in that read its list before the file went. */
const looseKeptMs = 24 * hourMs;
const batch = 500;

export interface Swept {
  readonly uploads: number;
  readonly files: number;
  readonly orphans: number;
}

/**
 * Removes for good what nobody can reach any more: uploads that never became whole, files that were taken out and stand in
 * no version, and bytes that no file names (as after a crash between storing and noting). Safe to run in several
 * processes at once.
 */
export async function sweepFiles(deps: FileDeps): Promise<Swept> {
  const now = deps.clock().getTime();
  const uploads = await deps.incoming.removeBefore(new Date(now - incomingKeptMs));
  const files = await removeUnnamed(deps, new Date(now - looseKeptMs));
  const orphans = await removeOrphans(deps, new Date(now - looseKeptMs));
  return { uploads, files, orphans };
}

async function removeUnnamed(deps: FileDeps, moment: Date): Promise<number> {
  const { files } = deps.records;
  let removed = 0;
  for (const file of await files.listRemovedBefore(moment, batch)) {
    if (await isHandedIn(deps, file)) continue;
    await files.remove(file.id);
    const shared = await files.listKnownKeys([file.key]);
    if (!shared.has(file.key)) await deps.storage.remove(file.key);
    removed += 1;
  }
  return removed;
}

async function isHandedIn({ records }: FileDeps, file: StoredFile): Promise<boolean> {
  const versions = await records.versions.listOf(file.submissionId);
  return versions.some(({ files }) => files.some(({ id }) => id === file.id));
}

async function removeOrphans(deps: FileDeps, moment: Date): Promise<number> {
  let removed = 0;
  for await (const keys of inBatches(deps.storage.listBefore(moment))) {
    const known = await deps.records.files.listKnownKeys(keys);
    for (const key of keys.filter((one) => !known.has(one))) {
      await deps.storage.remove(key);
      removed += 1;
    }
  }
  return removed;
}

async function* inBatches(keys: AsyncIterable<FileKey>): AsyncIterable<FileKey[]> {
  let some: FileKey[] = [];
  for await (const key of keys) {
    some.push(key);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
