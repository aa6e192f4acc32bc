import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTool, type Tool } from '../../src/app.ts';
import { loadSecrets, projectPaths, readConfig } from '../../src/config/index.ts';
import { connect, type Database } from '../../src/database/index.ts';
import { ltiAdministration, type LtiAdministration } from '../../src/lti/index.ts';
import { silentLog, systemClock, type Clock, type Log } from '../../src/shared/index.ts';
import { openTestDatabase, storeWorker } from './database.ts';

export interface ToolOptions {
  /** The host of PUBLIC_URL: another site than a platform on localhost unless said otherwise. */
  readonly host?: 'localhost' | '127.0.0.1';
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Another folder of content than the project's. */
  readonly curriculum?: string;
  /** Closed with the tool; a new one unless given. */
  readonly database?: Database;
  /** What stands between the network and the tool, such as a browser's refusal of cookies. */
  readonly before?: (listener: RequestListener) => RequestListener;
}

export interface RunningTool {
  readonly url: string;
  readonly tool: Tool;
  readonly database: Database;
  readonly administration: LtiAdministration;
  /** Ends the tool, but keeps its data and its port. */
  stop(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly tool: Tool;
  readonly server: Server;
}

/** Starts the real tool on a free port and a database of its own, composed as main.ts does. */
export async function startTool(options: ToolOptions = {}): Promise<RunningTool> {
  const { host = '127.0.0.1', env = {}, clock = systemClock, log = silentLog } = options;
  const { before = (listener: RequestListener) => listener } = options;
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-tool-'));
  const url = `http://${host}:${port}`;
  const config = readConfig({ PUBLIC_URL: url, DATA_DIR: dataDir, PORT: String(port), ...env });
  const secrets = await loadSecrets(dataDir, config.secretKey);
  const database = options.database ?? (await openTestDatabase());
  const paths = { ...projectPaths(), ...(options.curriculum ? { curriculum: options.curriculum } : {}) };
  const start = async (on: Database): Promise<Running> => {
    const tool = await createTool({ config, paths, secrets, database: on, clock, log });
    const server = await listen(before(tool.express as RequestListener), port);
    tool.start();
    return { tool, server };
  };
  let running: Running | null = await start(database);
  let reconnected: Database | null = null;
  const stop = async (): Promise<void> => {
    if (!running) return;
    const { tool, server } = running;
    running = null;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await tool.stop();
    await reconnected?.close();
    reconnected = null;
  };
  return {
    url,
    get tool() {
      if (!running) throw new Error('The tool is stopped');
      return running.tool;
    },
    database,
    administration: ltiAdministration({
      connection: database.connection,
      settings: {
        publicUrl: config.publicUrl,
        production: false,
        allowPrivatePlatforms: true,
        encryptionKey: secrets.encryption,
        signingKey: secrets.signing,
      },
      clock,
    }),
    stop,
    async start() {
      if (running) return;
      reconnected = await connect({ url: database.url, dataDir, storeWorker, log });
      running = await start(reconnected);
    },
    async close() {
      await stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = await listen(() => {}, 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
