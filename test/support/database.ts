import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collection, type IndexDescription } from 'mongodb';
import { projectPaths } from '../../src/config/index.ts';
import { connect, type Database } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';

export const { storeWorker } = projectPaths();

/**
 * An empty database: a database of its own on MONGODB_URL's server, or else an embedded store in a temporary folder.
 * `close` removes what was made.
 */
export async function openTestDatabase(): Promise<Database> {
  const server = process.env['MONGODB_URL'];
  return server ? openOnServer(server) : openEmbedded();
}

async function openOnServer(server: string): Promise<Database> {
  const url = new URL(server);
  url.pathname = `/lcf_test_${randomBytes(6).toString('hex')}`;
  const database = await connect({ url: url.href, dataDir: tmpdir(), storeWorker, log: silentLog });
  await leaveOutRefusedOptions(database);
  return {
    ...database,
    async close() {
      await database.connection.dropDatabase();
      await database.close();
    },
  };
}

interface CreateIndexes {
  call(collection: Collection, specs: IndexDescription[], options?: object): Promise<string[]>;
}

/** FerretDB has no indexes with an expiry. It gets them without, as expired documents are only cleaned up by them. */
async function leaveOutRefusedOptions({ connection }: Database): Promise<void> {
  const info = (await connection.db?.command({ buildInfo: 1 })) ?? {};
  if (!('ferretdbVersion' in info)) return;
  const original: CreateIndexes = Reflect.get(Collection.prototype, 'createIndexes');
  Reflect.set(
    Collection.prototype,
    'createIndexes',
    function (this: Collection, specs: IndexDescription[], options?: object) {
      return original.call(this, specs.map(leaveOutExpiry), options);
    },
  );
}

function leaveOutExpiry(spec: IndexDescription): IndexDescription {
  const plain = { ...spec };
  delete plain.expireAfterSeconds;
  return plain;
}

async function openEmbedded(): Promise<Database> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-test-'));
  const database = await connect({ dataDir, storeWorker, log: silentLog });
  return {
    ...database,
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
