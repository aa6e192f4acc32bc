import { join } from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import type { Log } from '../shared/index.ts';
import { openStore, type OpenStore } from './embedded/open-store.ts';

export interface DatabaseOptions {
  /** A MongoDB server's connection string. Without it, the embedded store in `dataDir` is opened or joined. */
  readonly url?: string | undefined;
  readonly dataDir: string;
  /** The bundle of embedded/worker.ts. */
  readonly storeWorker: string;
  readonly log: Log;
}

export interface Database {
  readonly connection: Connection;
  readonly kind: 'mongodb' | 'embedded';
  /** A connection string for a driver, mongosh or Compass. It holds MongoDB's password where MONGODB_URL does. */
  readonly url: string;
  /** Throws when the database does not answer within five seconds. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const connectionOptions = { autoIndex: false, autoCreate: false, serverSelectionTimeoutMS: 10_000 };

/** A store that changes hands is away for a moment. What could not be sent at all is sent again, for some seconds. */
const embeddedOptions = { maxAdaptiveRetries: 6 };

/**
 * Connects to the database. The connection is its own, not mongoose's default one; it makes neither collections nor
 * indexes by itself (see `migrate`). A command waits up to ten seconds for a server that does not answer, then throws.
 */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const store = options.url === undefined ? await openEmbedded(options) : null;
  const url = options.url ?? urlOf(store);
  try {
    const connection = await mongoose
      .createConnection(url, { ...connectionOptions, ...(store ? embeddedOptions : {}) })
      .asPromise();
    return describe({ connection, store, url });
  } catch (error) {
    await store?.close();
    throw error;
  }
}

function openEmbedded({ dataDir, storeWorker, log }: DatabaseOptions): Promise<OpenStore> {
  return openStore({
    directory: join(dataDir, 'store'),
    worker: storeWorker,
    onError: (error) => log.error({ err: error }, 'The embedded store failed'),
  });
}

function urlOf(store: OpenStore | null): string {
  return `mongodb://${encodeURIComponent(store?.socketPath ?? '')}/lcf?directConnection=true`;
}

function describe({
  connection,
  store,
  url,
}: {
  connection: Connection;
  store: OpenStore | null;
  url: string;
}): Database {
  return {
    connection,
    kind: store ? 'embedded' : 'mongodb',
    url,
    async ping() {
      if (!connection.db) throw new Error('The connection to the database is closed');
      await connection.db.command({ ping: 1 }, { timeoutMS: 5000 });
    },
    async close() {
      await connection.close();
      await store?.close();
    },
  };
}
