import type { Collection, Db, Document } from 'mongodb';
import { openTestDatabase } from '../support/database.ts';

export interface Thing extends Document {
  _id: string;
}

export interface Server {
  readonly db: Db;
  readonly connection: Awaited<ReturnType<typeof openTestDatabase>>['connection'];
  readonly url: string;
  readonly isEmbedded: boolean;
  /** For what FerretDB does not have or does unlike MongoDB. */
  readonly unlessFerret: typeof it;
  /** For what the embedded store refuses and other servers may know. */
  readonly onlyEmbedded: typeof it;
  /** A new collection with these documents. */
  fill(...documents: Thing[]): Promise<Collection<Thing>>;
  readonly close: () => Promise<void>;
}

/** The server that MONGODB_URL names, or the embedded store: both have to pass the same tests. */
export async function openServer(): Promise<Server> {
  const database = await openTestDatabase();
  const { connection, kind } = database;
  const { db } = connection;
  if (!db) throw new Error('The connection has no database');
  const info: Record<string, unknown> = await db.command({ buildInfo: 1 });
  let count = 0;
  return {
    db,
    connection,
    url: database.url,
    isEmbedded: kind === 'embedded',
    unlessFerret: 'ferretdbVersion' in info ? it.skip : it,
    onlyEmbedded: kind === 'embedded' ? it : it.skip,
    async fill(...documents) {
      const collection = db.collection<Thing>(`things_${++count}`);
      if (documents.length > 0) await collection.insertMany(documents);
      return collection;
    },
    close: () => database.close(),
  };
}

export function idsOf(documents: readonly Document[]): unknown[] {
  return documents.map(({ _id }): unknown => _id);
}

/** What the server said when it refused. */
export async function refusal(work: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await work;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('It was not refused');
}
