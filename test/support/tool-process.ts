import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from '../../src/config/index.ts';
import { connect, type Database } from '../../src/database/index.ts';
import { ltiAdministration, type LtiAdministration } from '../../src/lti/index.ts';
import { silentLog, systemClock } from '../../src/shared/index.ts';
import { buildProgram } from './build-program.ts';
import { storeWorker } from './database.ts';

const startLimitMs = 30_000;

/** The tool in a process of its own, with a data directory that outlives it, as `npm start` runs it. */
export interface ToolProcess {
  readonly url: string;
  /** Starts it and waits until it answers. */
  start(): Promise<void>;
  /** Ends it without a chance to clean up. */
  kill(): Promise<void>;
  /** Does something with its data while it runs, as an administration command does. */
  administer<Value>(
    work: (administration: LtiAdministration, database: Database) => Promise<Value>,
  ): Promise<Value>;
  close(): Promise<void>;
}

export async function createToolProcess(): Promise<ToolProcess> {
  const program = await buildProgram('src/main.ts', 'main');
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-process-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...{ PATH: process.env['PATH'], PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir },
    LOG_LEVEL: 'error',
  };
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    child = null;
  };
  return {
    url,
    kill,
    async start() {
      child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      await untilReady(url, child);
    },
    async administer(work) {
      const database = await connect({ dataDir, storeWorker, log: silentLog });
      try {
        return await work(await administrationOf(database, { url, dataDir }), database);
      } finally {
        await database.close();
      }
    },
    async close() {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function administrationOf(
  { connection }: Database,
  { url, dataDir }: { url: string; dataDir: string },
): Promise<LtiAdministration> {
  const { encryption, signing } = await loadSecrets(dataDir, null);
  return ltiAdministration({
    connection,
    settings: {
      ...{ publicUrl: new URL(url), production: false, allowPrivatePlatforms: true },
      ...{ encryptionKey: encryption, signingKey: signing },
    },
    clock: systemClock,
  });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + startLimitMs;
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The tool did not start (exit code ${String(child.exitCode)})`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
