import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { socketPathIn } from './socket-path.ts';
import { releaseLock, takeLock } from './takeover-lock.ts';
import type { StoreSettings } from './worker.ts';

export interface StoreOptions {
  readonly directory: string;
  /** The bundle of worker.ts. */
  readonly worker: string;
  /** Told what goes wrong after the store was opened. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens the store of a directory, or joins the process that has it open; only one process opens the files. When that
 * one ends, one of those that joined takes the store over, under the same socket.
 *
 * Who listens on the socket serves. A socket on which nobody answers was left by a process that was killed: whoever
 * holds the lock file looks once more, and takes its place. (Should a lock ever be taken from a process that is still
 * alive, then storage.ts lets only the last one write.)
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const store = new OpenStore({ ...options, directory }, socketPathIn(directory));
  await store.enter();
  return store;
}

export class OpenStore {
  #worker: Worker | null = null;
  /** Does nothing but close when the process that serves the store ends. */
  #guest: Socket | null = null;
  #closing = false;
  #entering: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: StoreOptions,
    readonly socketPath: string,
  ) {}

  enter(): Promise<void> {
    this.#entering = this.#tryUntilIn();
    return this.#entering;
  }

  /** What was acknowledged is on the disk; commands under way are finished. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#entering.catch(() => undefined);
    this.#guest?.destroy();
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise((end) => worker.once('exit', end));
    worker.postMessage('stop');
    await ended;
  }

  async #tryUntilIn(): Promise<void> {
    const lock = join(this.options.directory, 'takeover.lock');
    while (!this.#closing) {
      if (await this.#join()) return;
      if (takeLock(lock)) {
        try {
          if (!(await this.#join())) await this.#serve();
          return;
        } finally {
          releaseLock(lock);
        }
      }
      await sleep(30 + Math.random() * 40);
    }
  }

  async #join(): Promise<boolean> {
    const guest = await tryConnect(this.socketPath);
    if (!guest) return false;
    guest.once('close', () => this.#enterAgain());
    guest.on('error', () => guest.destroy());
    guest.resume();
    this.#guest = guest;
    return true;
  }

  async #serve(): Promise<void> {
    rmSync(this.socketPath, { force: true });
    const { directory, worker: bundle, onError } = this.options;
    const workerData: StoreSettings = { directory, socketPath: this.socketPath };
    const worker = new Worker(bundle, { workerData });
    await new Promise<void>((ready, fail) => {
      worker.once('message', () => ready());
      worker.once('error', fail);
      worker.once('exit', (code) => fail(new Error(`The store's thread ended with ${code}`)));
    });
    worker.removeAllListeners();
    worker.once('error', onError);
    worker.once('exit', () => {
      this.#worker = null;
      this.#enterAgain();
    });
    this.#worker = worker;
  }

  #enterAgain(): void {
    this.#guest = null;
    if (this.#closing) return;
    this.#entering = sleep(50).then(() => this.#tryUntilIn());
    this.#entering.catch(this.options.onError);
  }
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((answer) => {
    const socket = connect(path);
    socket.once('connect', () => answer(socket.removeAllListeners('error')));
    socket.once('error', () => answer(null));
  });
}
