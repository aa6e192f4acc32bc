import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets, projectPaths } from '../../src/config/index.ts';
import { connect, type Database } from '../../src/database/index.ts';
import { ltiAdministration, type LtiAdministration } from '../../src/lti/index.ts';
import { silentLog, systemClock } from '../../src/shared/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import {
  openWatchedDatabase,
  watchStoreOperations,
  type OperationsWatch,
} from '../support/store-operations.ts';
import { startTool as startToolHere } from '../support/tool.ts';
import { freePort, startChild, type Child } from './child.ts';
import type { Site } from './launch.ts';

const paths = projectPaths();

/** The tool on an embedded store of its own, as `npm start` runs it, and known to the platform. */
export interface ToolUnderTest extends Child {
  readonly site: Site;
  readonly dataDir: string;
}

export async function startTool(platform: FakePlatform): Promise<ToolUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-bench-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild(join(paths.root, 'dist/main.js'), [], {
    ...{ PORT: port, PUBLIC_URL: url, DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'error' },
  });
  const database = await connect({ dataDir, storeWorker: paths.storeWorker, log: silentLog });
  await know(await administrationOf(database, { url, dataDir }), platform);
  await database.close();
  return {
    ...child,
    ...{ site: siteAt(url), dataDir },
    async stop() {
      await child.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The tool in this process, with its store operations watched. */
export interface WatchedTool {
  readonly site: Site;
  readonly connection: Database['connection'];
  readonly operations: OperationsWatch;
  stop(): Promise<void>;
}

export async function startWatchedTool(platform: FakePlatform): Promise<WatchedTool> {
  const tool = await startToolHere({ database: await openWatchedDatabase(), env: { DEMO: 'off' } });
  await know(tool.administration, platform);
  const operations = watchStoreOperations(tool.database.connection, tool.url);
  return {
    site: siteAt(tool.url),
    connection: tool.database.connection,
    operations,
    async stop() {
      operations.stop();
      await tool.close();
    },
  };
}

function siteAt(url: string): Site {
  return { url, loginUrl: `${url}/lti/login`, launchUrl: `${url}/lti/launch` };
}

async function administrationOf(
  { connection }: Database,
  { url, dataDir }: { url: string; dataDir: string },
): Promise<LtiAdministration> {
  const { encryption, signing } = await loadSecrets(dataDir, null);
  return ltiAdministration({
    connection,
    settings: {
      publicUrl: new URL(url),
      production: false,
      allowPrivatePlatforms: true,
      encryptionKey: encryption,
      signingKey: signing,
    },
    clock: systemClock,
  });
}

async function know(administration: LtiAdministration, platform: FakePlatform): Promise<void> {
  const deployments = [platform.deploymentId];
  await administration.addPlatform({ ...platform, issuer: platform.url, deployments });
}
