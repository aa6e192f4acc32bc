import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import type { Connection } from 'mongoose';
import { connect, type Database } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';
import { openTestDatabase, storeWorker } from './database.ts';

/** What one request of a server in this process asked of the store. */
export interface RequestOperations {
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  /** Commands as they went over the wire until the answer was sent, as `find sessions`. */
  readonly commands: readonly string[];
}

export interface OperationsWatch {
  /** The requests that were answered since it was last asked. */
  take(): RequestOperations[];
  stop(): void;
}

/** An empty database on a connection that tells of its commands. */
export async function openWatchedDatabase(): Promise<Database> {
  const database = await openTestDatabase();
  const url = `${database.url}${database.url.includes('?') ? '&' : '?'}monitorCommands=true`;
  const watched = await connect({ url, dataDir: tmpdir(), storeWorker, log: silentLog });
  return {
    ...watched,
    async close() {
      await watched.close();
      await database.close();
    },
  };
}

interface Watched {
  readonly commands: string[];
  isAnswered: boolean;
}

/** The two channels' messages: https://nodejs.org/api/diagnostics_channel.html#http */
interface HttpMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Counts the store's operations by the request that is under way, so it wants one request at a time and a tool whose
 * background work has been stopped. `origin` is the server that is watched; the connection must be that of
 * openWatchedDatabase.
 */
export function watchStoreOperations(connection: Connection, origin: string): OperationsWatch {
  const { host } = new URL(origin);
  let current: Watched | null = null;
  const watched = new WeakMap<IncomingMessage, Watched>();
  let answered: RequestOperations[] = [];
  const begin = (message: unknown): void => {
    const { request } = message as HttpMessage;
    const own = request.headers.host === host ? { commands: [], isAnswered: false } : null;
    if (own) watched.set(request, own);
    current = own ?? current;
  };
  const finish = (message: unknown): void => {
    const { request } = message as HttpMessage;
    const own = watched.get(request);
    if (!own) return;
    own.isAnswered = true;
    const path = (request.url ?? '').replace(/\?.*/, '');
    answered.push({ method: request.method ?? '', path, commands: own.commands });
  };
  const note = ({ commandName, command }: { commandName: string; command: object }): void => {
    const collection: unknown = Reflect.get(command, commandName);
    if (current && !current.isAnswered) current.commands.push(`${commandName} ${String(collection)}`);
  };
  subscribe('http.server.request.start', begin);
  subscribe('http.server.response.finish', finish);
  const client = connection.getClient().on('commandStarted', note);
  return {
    take() {
      const taken = answered;
      answered = [];
      return taken;
    },
    stop() {
      unsubscribe('http.server.request.start', begin);
      unsubscribe('http.server.response.finish', finish);
      client.off('commandStarted', note);
    },
  };
}
