import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createTool } from '../../src/app.ts';
import { loadSecrets, projectPaths, readConfig } from '../../src/config/index.ts';
import { connect, type Database } from '../../src/database/index.ts';
import { ltiAdministration } from '../../src/lti/index.ts';
import { silentLog, systemClock } from '../../src/shared/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import { monitored, watchStoreOperations, type OperationsWatch } from '../support/store-operations.ts';
import { freePort, startChild, type Child } from './child.ts';
import type { Site } from './launch.ts';

const paths = projectPaths();

/** The tool on an embedded store of its own, as `npm start` runs it, and known to the platform. */
export interface ToolUnderTest extends Child {
  readonly site: Site;
}

export async function startTool(platform: FakePlatform): Promise<ToolUnderTest> {
  const { env, dataDir, site, remove } = await makePlace();
  const child = await startChild(join(paths.root, 'dist/main.js'), [], env);
  const database = await connect({ dataDir, storeWorker: paths.storeWorker, log: silentLog });
  await know(database, { platform, site, dataDir });
  await database.close();
  return {
    ...child,
    site,
    async stop() {
      await child.stop();
      await remove();
    },
  };
}

/** The tool in this process, with its store operations watched. */
export interface WatchedTool {
  readonly site: Site;
  readonly operations: OperationsWatch;
  stop(): Promise<void>;
}

export async function startWatchedTool(platform: FakePlatform): Promise<WatchedTool> {
  const { env, dataDir, site, remove } = await makePlace();
  const config = readConfig(env);
  const store = await connect({ dataDir, storeWorker: paths.storeWorker, log: silentLog });
  const database = await connect({
    url: monitored(store.url),
    dataDir,
    storeWorker: paths.storeWorker,
    log: silentLog,
  });
  const secrets = await loadSecrets(dataDir, null);
  const tool = await createTool({ config, paths, secrets, database, clock: systemClock, log: silentLog });
  await know(database, { platform, site, dataDir });
  const server = createServer(tool.express).listen(config.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    site,
    operations: watchStoreOperations(database.connection, site.url),
    async stop() {
      server.close();
      server.closeAllConnections();
      await tool.stop();
      await database.close();
      await store.close();
      await remove();
    },
  };
}

async function makePlace(): Promise<{
  env: Record<string, string>;
  dataDir: string;
  site: Site;
  remove: () => Promise<void>;
}> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-bench-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  return {
    env: { PORT: port, PUBLIC_URL: url, DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'error' },
    dataDir,
    site: { url, loginUrl: `${url}/lti/login`, launchUrl: `${url}/lti/launch` },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function know(
  { connection }: Database,
  { platform, site, dataDir }: { platform: FakePlatform; site: Site; dataDir: string },
): Promise<void> {
  const { encryption, signing } = await loadSecrets(dataDir, null);
  const administration = ltiAdministration({
    connection,
    settings: {
      publicUrl: new URL(site.url),
      production: false,
      allowPrivatePlatforms: true,
      encryptionKey: encryption,
      signingKey: signing,
    },
    clock: systemClock,
  });
  await administration.addPlatform({
    ...platform,
    issuer: platform.url,
    deployments: [platform.deploymentId],
  });
}
