import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Database } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';
import { storeWorker } from '../support/database.ts';
import type { Answer, Task } from './process.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/test-process.mjs');
let folder: string;
let running: Process[];
let databases: Database[];

beforeAll(() => {
  const options = [
    '--bundle',
    '--packages=external',
    '--platform=node',
    '--format=esm',
    '--log-level=warning',
  ];
  const esbuild = join(root, 'node_modules/esbuild/bin/esbuild');
  execFileSync(esbuild, [join(import.meta.dirname, 'process.ts'), `--outfile=${program}`, ...options]);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lcf-processes-'));
  [running, databases] = [[], []];
});
afterEach(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await Promise.all(running.map((one) => one.kill()));
  await rm(folder, { recursive: true, force: true });
});

class Process {
  readonly answers: Answer[] = [];
  readonly #child: ChildProcess;

  private constructor(dataDir: string) {
    this.#child = fork(program, [dataDir, storeWorker], { execArgv: [] });
    this.#child.on('message', (answer: Answer) => this.answers.push(answer));
  }

  static async start(dataDir = folder): Promise<Process> {
    const started = new Process(dataDir);
    running.push(started);
    await started.until((answer) => 'ready' in answer);
    return started;
  }

  tell(task: Task): void {
    this.#child.send(task);
  }

  async ask(task: Task): Promise<Answer> {
    const before = this.answers.length;
    this.tell(task);
    await this.until((answer) => this.answers.indexOf(answer) >= before);
    return this.answers.at(-1) ?? { failed: 'nothing' };
  }

  async until(holds: (answer: Answer) => boolean): Promise<void> {
    while (!this.answers.some(holds)) {
      if (this.#child.exitCode !== null) throw new Error(`The process ended with ${this.#child.exitCode}`);
      await sleep(5);
    }
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  async close(): Promise<void> {
    this.tell({ do: 'close' });
    await once(this.#child, 'exit');
  }

  inserted(): string[] {
    return this.answers.flatMap((answer) => ('inserted' in answer ? [answer.inserted] : []));
  }
}

async function open(dataDir = folder): Promise<Database> {
  const database = await connect({ dataDir, storeWorker, log: silentLog });
  databases.push(database);
  return database;
}

function rowsOf(database: Database) {
  return database.connection.collection<{ _id: string; n: number }>('rows');
}

describe('a store whose process is killed', () => {
  it('opens again and has every write that was acknowledged', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round++) {
      const writer = await Process.start();
      writer.tell({ do: 'insert until killed', prefix: `round${round}` });
      await writer.until((answer) => 'inserted' in answer);
      await sleep(60 * round + 20);
      await writer.kill();
      acknowledged.push(...writer.inserted());
    }
    const rows = rowsOf(await open());
    const stored = new Set((await rows.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(await rows.countDocuments({ _id: { $in: [...stored] } })).toBe(stored.size);
  });

  it('is taken over by a process that had joined it', async () => {
    const [first, second] = [await Process.start(), await Process.start()];
    await first.ask({ do: 'insert', id: 'by first' });
    await second.ask({ do: 'insert', id: 'by second' });
    await first.kill();
    await sleep(300);
    expect(await second.ask({ do: 'count' })).toEqual({ count: 2 });
    expect(await second.ask({ do: 'insert', id: 'after' })).toEqual({ inserted: 'after' });
  });
});

describe('several processes', () => {
  it('that start at the same time share one store', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => Process.start()));
    await Promise.all(all.map((one, i) => one.ask({ do: 'insert', id: `from ${i}` })));
    expect(await Promise.all(all.map((one) => one.ask({ do: 'count' })))).toEqual(
      all.map(() => ({ count: 4 })),
    );
  });

  it('that start at the same time after a kill share one store', async () => {
    const killed = await Process.start();
    await killed.ask({ do: 'insert', id: 'before' });
    await killed.kill();
    const all = await Promise.all([1, 2, 3].map(() => Process.start()));
    await Promise.all(all.map((one, i) => one.ask({ do: 'insert', id: `from ${i}` })));
    expect(await Promise.all(all.map((one) => one.ask({ do: 'count' })))).toEqual(
      all.map(() => ({ count: 4 })),
    );
  });

  it('see what a command writes into the store of a running tool', async () => {
    const tool = await open();
    const command = await Process.start();
    await command.ask({ do: 'insert', id: 'by the command' });
    expect(await rowsOf(tool).findOne()).toMatchObject({ _id: 'by the command' });
    await command.close();
    await tool.ping();
  });

  it('go on when the one that served the store closes it', async () => {
    const command = await Process.start();
    const tool = await open();
    await rowsOf(tool).insertOne({ _id: 'before', n: 1 });
    await command.close();
    await rowsOf(tool).insertOne({ _id: 'after', n: 2 });
    expect(await (await Process.start()).ask({ do: 'count' })).toEqual({ count: 2 });
  });

  it('find the store under a path too long for a socket', async () => {
    const long = join(folder, 'a folder with a rather long name'.repeat(3), 'and another one'.repeat(5));
    const tool = await open(long);
    await rowsOf(tool).insertOne({ _id: 'a', n: 1 });
    expect(await (await Process.start(long)).ask({ do: 'count' })).toEqual({ count: 1 });
  });
});

describe('a store', () => {
  it('is opened again after it was closed', async () => {
    const first = await open();
    await rowsOf(first).createIndex({ n: 1 }, { unique: true });
    await rowsOf(first).insertOne({ _id: 'a', n: 1 });
    await first.close();
    const second = await open();
    expect(await rowsOf(second).find({ n: 1 }).toArray()).toEqual([{ _id: 'a', n: 1 }]);
    await expect(rowsOf(second).insertOne({ _id: 'b', n: 1 })).rejects.toThrow('E11000');
    await rowsOf(second).insertOne({ _id: 'b', n: 2 });
    expect((await rowsOf(second).find().toArray()).map(({ _id }) => _id)).toEqual(['a', 'b']);
  });

  it('finishes the writes under way before it closes', async () => {
    const first = await open();
    const writes = Array.from({ length: 50 }, (_, i) => rowsOf(first).insertOne({ _id: `r${i}`, n: i }));
    const outcomes = Promise.allSettled(writes);
    await sleep(5);
    await first.close();
    const done = (await outcomes).filter(({ status }) => status === 'fulfilled').length;
    expect(await rowsOf(await open()).countDocuments()).toBeGreaterThanOrEqual(done);
  });
});
