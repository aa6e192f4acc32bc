import { createServer, type Server } from 'node:http';
import pino, { type Logger } from 'pino';
import { createTool, type Tool } from './app.ts';
import { explainFailure } from './cli/explain-failure.ts';
import { loadSecrets, projectPaths, readConfig, terminalLanguage, type Config } from './config/index.ts';
import { connect, type Database } from './database/index.ts';
import { systemClock } from './shared/index.ts';
import { asLanguage, loadTexts } from './web/index.ts';

/** What a stop may take, in ms; platforms that run containers kill after ten seconds. */
const stopLimit = 9_500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const paths = projectPaths();
const language = asLanguage(terminalLanguage(process.env)) ?? 'en';
const t = loadTexts(paths.locales).inLanguage(language);

try {
  await start(readConfig(process.env));
} catch (error) {
  for (const line of explainFailure(error, t, language)) complain(line);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
  const secrets = await loadSecrets(config.dataDir, config.secretKey);
  const { dataDir, mongodbUrl } = config;
  const database = await connect({
    ...(mongodbUrl === null ? {} : { url: mongodbUrl }),
    dataDir,
    storeWorker: paths.storeWorker,
    log,
  });
  const tool = await createTool({ config, paths, secrets, database, clock: systemClock, log });
  const server = await listen(createServer(tool.express), config);
  tool.start();
  stopOnSignal({ server, tool, database, log });
  await greet(tool, config);
}

function listen(server: Server, { port, host }: Config): Promise<Server> {
  // Longer than the proxies' and browsers' own limits, so that none meets a connection that is just being closed.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** The address, the demo's address and a ready registration address, for whoever starts the tool. */
async function greet(tool: Tool, { publicUrl, environment }: Config): Promise<void> {
  say(t('start:running', { address: publicUrl.origin }));
  if (tool.demoUrl !== null) say(t('start:demo', { address: tool.demoUrl }));
  if (environment === 'production') say(t('start:inviteCommand'));
  else say(t('start:invite', { address: await tool.developmentInvite() }));
  if (tool.demosSwitchedOff > 0) say(t('start:demoSwitchedOff'));
}

interface Running {
  readonly server: Server;
  readonly tool: Tool;
  readonly database: Database;
  readonly log: Logger;
}

/** Ends requests and outbox leases that are under way, then the database; whatever hangs is cut off. */
function stopOnSignal({ server, tool, database, log }: Running): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopLimit).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    // A connection whose request has just ended is kept alive by its browser; it would hold the stop for a minute.
    setInterval(() => server.closeIdleConnections(), 50).unref();
    Promise.all([closed, tool.stop()])
      .then(() => database.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A library's stray rejection must not end the service for everyone; it is logged and stays visible.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
}
