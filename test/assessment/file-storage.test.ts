import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { diskStorage } from '../../src/assessment/files/disk-storage.ts';
import type { FileKey } from '../../src/assessment/files/file.ts';
import type { FileStorage } from '../../src/assessment/files/file-storage.ts';
import { gridStorage } from '../../src/assessment/files/grid-storage.records.ts';
import { s3Storage } from '../../src/assessment/files/s3-storage.ts';
import { newId } from '../../src/shared/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { minioProgram, startMinio } from '../support/minio.ts';

interface Opened {
  readonly storage: FileStorage;
  close(): Promise<void>;
}

/** Every way to keep files; S3 against a real server, where its program is there. */
const ways: Readonly<Record<string, (folder: string) => Promise<Opened>>> = {
  'the disk': (folder) =>
    Promise.resolve({ storage: diskStorage(join(folder, 'files')), close: () => Promise.resolve() }),
  GridFS: async () => {
    const database = await openTestDatabase();
    return { storage: gridStorage(database.connection), close: () => database.close() };
  },
  ...(minioProgram === undefined
    ? {}
    : {
        'an S3-compatible store': async () => {
          const minio = await startMinio(minioProgram ?? '');
          return { storage: s3Storage(minio.settings), close: () => minio.close() };
        },
      }),
};

describe.each(Object.keys(ways))('%s', (way) => {
  let folder: string;
  let opened: Opened;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lcf-storage-'));
    const open = ways[way];
    if (!open) throw new Error(`There is no ${way}`);
    opened = await open(folder);
  });
  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(content: Buffer, key = newId<'file-key'>()): Promise<FileKey> {
    const path = join(folder, newId());
    await writeFile(path, content);
    await opened.storage.put(key, { path, bytes: content.length });
    return key;
  }

  const read = async (key: FileKey, range?: { start: number; end: number }): Promise<Buffer> =>
    buffer(await opened.storage.open(key, range));

  async function keys(moment: Date): Promise<FileKey[]> {
    const found: FileKey[] = [];
    for await (const key of opened.storage.listBefore(moment)) found.push(key);
    return found;
  }

  it.each([1, 255 * 1024, 255 * 1024 + 1, 3_000_000])('gives back %i bytes as they were', async (bytes) => {
    const content = randomBytes(bytes);
    expect((await read(await put(content))).equals(content)).toBe(true);
  });

  it('gives any part, first and last byte included', async () => {
    const content = randomBytes(700_000);
    const key = await put(content);
    for (const [start, end] of [
      [0, 0],
      [10, 300_000],
      [261_119, 261_121],
      [699_999, 699_999],
    ] as const)
      expect((await read(key, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
  });

  it('has no bytes under a key that was never stored, or was removed; removing twice is no error', async () => {
    await expect(read(newId())).rejects.toMatchObject({ code: 'file-storage-failed' });
    const key = await put(Buffer.from('x'));
    await opened.storage.remove(key);
    await opened.storage.remove(key);
    await expect(read(key)).rejects.toMatchObject({ code: 'file-storage-failed' });
  });

  it('lists what was stored before a moment, and nothing younger', async () => {
    const key = await put(Buffer.from('x'));
    expect(await keys(new Date(Date.now() + 60_000))).toContain(key);
    expect(await keys(new Date(Date.now() - 60_000))).toEqual([]);
  });
});
