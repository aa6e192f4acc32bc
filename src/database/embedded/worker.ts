import { parentPort, workerData } from 'node:worker_threads';
import type { Store } from './commands/command.ts';
import { Cursors } from './cursors.ts';
import { Records } from './records.ts';
import { serve } from './server.ts';
import { Storage } from './storage.ts';
import { removeExpired } from './ttl.ts';

/** What the thread is given when it starts. It says 'ready' when it answers, and stops when told 'stop'. */
export interface StoreSettings {
  readonly directory: string;
  readonly socketPath: string;
}

const { directory, socketPath } = workerData as StoreSettings;
const storage = new Storage(directory, () => {
  throw new Error('The store was taken over by another process.');
});
const store: Store = {
  storage,
  records: new Records(storage),
  cursors: new Cursors(),
  settings: { ttlMonitorSleepSecs: 60 },
};
const server = await serve(store, socketPath);

let cleanedAt = Date.now();
const cleaning = setInterval(() => {
  if (Date.now() - cleanedAt < store.settings.ttlMonitorSleepSecs * 1000) return;
  cleanedAt = Date.now();
  // What could not be removed now is removed the next time.
  removeExpired(store, new Date()).catch(() => undefined);
}, 500);

parentPort?.once('message', () => void stop());
parentPort?.postMessage('ready');

/** The socket goes last: as long as it stands, no other process opens the files. */
async function stop(): Promise<void> {
  clearInterval(cleaning);
  await server.drain();
  await storage.close();
  await server.close();
  parentPort?.close();
}
