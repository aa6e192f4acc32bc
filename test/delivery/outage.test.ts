import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { outboxRecords } from '../../src/delivery/index.ts';
import { newId } from '../../src/shared/index.ts';
import { openFakePlatform, type FakePlatform, type Fault } from '../lti-services/fake-platform.ts';
import { openTestDatabase } from '../support/database.ts';
import type { StoredResult } from './outbox-process.ts';

const PEOPLE = 50;
const ATTEMPTS = 4;
const program = join(import.meta.dirname, '../../dist/test/outbox-process.js');

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let fake: FakePlatform;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, 'outbox-process.ts')],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  [database, fake] = await Promise.all([openTestDatabase(), openFakePlatform()]);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await fake.close();
  await database.close();
});

async function startProcess(): Promise<ChildProcess> {
  const child = fork(program, [database.url, fake.url], { execArgv: [] });
  children.add(child);
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
  children.delete(child);
}

/** Someone's attempt: the result that counts and a pending entry, in one write. */
async function submit(person: string, points: number): Promise<void> {
  const at = new Date();
  await database.connection
    .collection<StoredResult>('test_results')
    .updateOne(
      { _id: person },
      { $set: { points, at }, $push: { pending: { id: newId(), at } } },
      { upsert: true },
    );
}

async function submitRound(round: number): Promise<void> {
  for (let person = 0; person < PEOPLE; person += 1) await submit(`person-${person}`, round * 100 + person);
}

const troubles: readonly Fault[] = [
  { status: 500 },
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 503, headers: { 'retry-after': '1' } },
  { status: 200, body: '[]' },
  'hang-up',
];

describe('a platform that is down while 200 attempts are submitted and the tool is killed twice', () => {
  it('has the final score of everybody in the end, none older after a newer one', async () => {
    await fake.goDown();
    const first = await startProcess();
    await submitRound(1);
    const halfway = submitRound(2);
    await sleep(150);
    await kill(first);
    await halfway;
    const second = await startProcess();
    await submitRound(3);
    await sleep(300);
    await kill(second);
    await submitRound(4);

    let requests = 0;
    fake.fault = ({ path }) => {
      requests += 1;
      if (requests % 17 === 0) fake.forgetTokens();
      // Not for ever: an entry that meets trouble six times in a row rests for minutes.
      return path.includes('/scores') && requests % 4 === 0 && requests <= 80
        ? troubles[(requests / 4) % troubles.length]
        : undefined;
    };
    await fake.comeUp();
    const [third, fourth] = [await startProcess(), await startProcess()];
    const records = outboxRecords(database.connection);
    const isDone = async (): Promise<boolean> => {
      const { delivered } = await records.countByState();
      const pending = await database.connection
        .collection('test_results')
        .countDocuments({ 'pending.id': { $exists: true } });
      return delivered === PEOPLE && pending === 0;
    };
    while (!(await isDone())) await sleep(200);
    for (const child of [third, fourth]) {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number];
      children.delete(child);
      expect(code).toBe(0);
    }

    expect(fake.taken.size).toBe(PEOPLE);
    for (let person = 0; person < PEOPLE; person += 1) {
      const taken = fake.taken.get(`/lineitems/1/lineitem/scores person-${person}`) ?? [];
      const given = taken.map(({ scoreGiven }) => scoreGiven ?? 0);
      expect(given.at(-1)).toBe(ATTEMPTS * 100 + person);
      expect(given).toEqual([...given].sort((a, b) => a - b));
    }
  }, 240_000);
});
