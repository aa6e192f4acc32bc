import { hostname } from 'node:os';
import { MAX_DOCUMENT, type Document } from '../documents.ts';
import { StoreError, unsupported } from '../errors.ts';
import { MAX_MESSAGE } from '../wire.ts';
import type { Command, Store } from './command.ts';
import { statsCommands } from './stats.ts';

/** The version of MongoDB whose behaviour the store follows. */
const VERSION = '7.0.0';

const hello: Command = {
  fields: [
    'helloOk',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'compression',
    'topologyVersion',
    'maxAwaitTimeMS',
    'backpressure',
  ],
  run: (_, command) => ({
    ...('hello' in command ? { isWritablePrimary: true } : { ismaster: true }),
    helloOk: true,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  }),
};

/** What drivers, mongosh and Compass ask of the server itself. */
export const serverCommands: Record<string, Command> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: answer({}),
  buildInfo: answer({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded',
    modules: [],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT,
    embedded: true,
  }),
  buildinfo: answer({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded',
    modules: [],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT,
    embedded: true,
  }),
  endSessions: answer({}),
  startSession: answer({ timeoutMinutes: 30 }),
  refreshSessions: answer({}),
  connectionStatus: answer(
    { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] } },
    ['showPrivileges'],
  ),
  hostInfo: answer({ system: { hostname: hostname() }, os: { type: process.platform }, extra: {} }),
  getCmdLineOpts: answer({ argv: [], parsed: {} }),
  whatsmyuri: answer({ you: 'local' }),
  getLog: answer({ totalLinesWritten: 0, log: [] }),
  getParameter: {
    fields: ['featureCompatibilityVersion', 'ttlMonitorSleepSecs', 'allParameters'],
    run: getParameter,
  },
  setParameter: { fields: ['ttlMonitorSleepSecs'], run: setParameter },
  ...statsCommands,
};

function answer(reply: Document, fields: string[] = []): Command {
  return { fields, run: () => ({ ...reply, ok: 1 }) };
}

function getParameter(store: Store, command: Document): Document {
  const version = command['featureCompatibilityVersion']
    ? { featureCompatibilityVersion: { version: '7.0' } }
    : {};
  const sleep = command['ttlMonitorSleepSecs'] ? store.settings : {};
  return { ...version, ...sleep, ok: 1 };
}

function setParameter(store: Store, command: Document): Document {
  const seconds: unknown = command['ttlMonitorSleepSecs'];
  if (typeof seconds !== 'number') throw unsupported('Setting other parameters than ttlMonitorSleepSecs');
  if (!(seconds > 0)) throw new StoreError('BadValue', 'ttlMonitorSleepSecs must be positive');
  const was = store.settings.ttlMonitorSleepSecs;
  store.settings.ttlMonitorSleepSecs = seconds;
  return { was, ok: 1 };
}
