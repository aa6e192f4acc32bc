import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTool, type Tool } from '../../src/app.ts';
import { loadSecrets, projectPaths, readConfig } from '../../src/config/index.ts';
import type { Database } from '../../src/database/index.ts';
import { silentLog, systemClock, type Clock, type Log } from '../../src/shared/index.ts';
import { openTestDatabase } from './database.ts';

export interface ToolOptions {
  /** The host of PUBLIC_URL: another site than a platform on localhost unless said otherwise. */
  readonly host?: 'localhost' | '127.0.0.1';
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly log?: Log;
}

export interface RunningTool {
  readonly url: string;
  readonly tool: Tool;
  readonly database: Database;
  close(): Promise<void>;
}

/** Starts the real tool on a free port and a database of its own, composed as main.ts does. */
export async function startTool(options: ToolOptions = {}): Promise<RunningTool> {
  const { host = '127.0.0.1', env = {}, clock = systemClock, log = silentLog } = options;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-tool-'));
  const url = `http://${host}:${port}`;
  const config = readConfig({ PUBLIC_URL: url, DATA_DIR: dataDir, PORT: String(port), ...env });
  const database = await openTestDatabase();
  const tool = await createTool({
    config,
    paths: projectPaths(),
    secrets: await loadSecrets(dataDir, config.secretKey),
    database,
    clock,
    log,
  });
  server.on('request', tool.express);
  tool.start();
  return {
    url,
    tool,
    database,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await tool.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
