import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema, type Connection } from 'mongoose';
import { connect } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';

const DOCUMENTS = 20_000;
const ROUNDS = 1000;

export interface DatabaseFigures {
  readonly documents: number;
  readonly insertsPerSecond: number;
  /** Milliseconds, half of the calls and all but one in a hundred being faster. */
  readonly findById: Percentiles;
  readonly indexedFind: Percentiles;
  readonly upsert: Percentiles;
  readonly parallelUpsertsPerSecond: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

interface Row {
  _id: string;
  cohort: string;
  person: string;
  state: string;
  points: number;
  answers: { question: string; value: string; at: Date }[];
}

/** Times mongoose on the embedded store (or on `url`'s server) with 20,000 documents. */
export async function benchDatabase(storeWorker: string, url?: string): Promise<DatabaseFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lcf-bench-'));
  const database = await connect({ url, dataDir, storeWorker, log: silentLog });
  try {
    return await measure(await modelOn(database.connection));
  } finally {
    await database.connection.dropDatabase();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Rows = Awaited<ReturnType<typeof modelOn>>;

async function modelOn(connection: Connection) {
  const answer = { _id: false, question: String, value: String, at: Date };
  const schema = new Schema<Row>({
    _id: String,
    cohort: String,
    person: String,
    state: String,
    points: Number,
    answers: [answer],
  });
  const rows = connection.model('BenchRow', schema);
  await rows.collection.createIndexes([
    { key: { cohort: 1, person: 1 }, name: 'by_cohort_and_person' },
    { key: { state: 1, points: -1 }, name: 'by_state' },
  ]);
  return rows;
}

async function measure(rows: Rows): Promise<DatabaseFigures> {
  const started = performance.now();
  for (let at = 0; at < DOCUMENTS; at += 500)
    await rows.insertMany(Array.from({ length: 500 }, (_, i) => makeRow(at + i)));
  const insertsPerSecond = DOCUMENTS / ((performance.now() - started) / 1000);
  const anyOne = () => Math.floor(Math.random() * DOCUMENTS);
  return {
    documents: DOCUMENTS,
    insertsPerSecond,
    findById: await time(() => rows.findById(idOf(anyOne())).lean().orFail()),
    indexedFind: await time(() => rows.find(placeOf(anyOne())).lean()),
    upsert: await time(() =>
      rows.updateOne({ _id: idOf(anyOne()) }, { $inc: { points: 1 } }, { upsert: true }),
    ),
    parallelUpsertsPerSecond: await rate(() =>
      rows.updateOne({ _id: idOf(anyOne()) }, { $inc: { points: 1 } }, { upsert: true }),
    ),
  };
}

function makeRow(number: number): Row {
  const answers = Array.from({ length: 5 }, (_, i) => ({
    question: `q${i}`,
    value: 'an answer of some words',
    at: new Date(),
  }));
  return {
    _id: idOf(number),
    ...placeOf(number),
    state: number % 50 ? 'done' : 'waiting',
    points: number,
    answers,
  };
}

function idOf(number: number): string {
  return `row-${number}`;
}

function placeOf(number: number): { cohort: string; person: string } {
  return { cohort: `cohort-${number % 400}`, person: `person-${number % 10_000}` };
}

async function time(work: () => PromiseLike<unknown>): Promise<Percentiles> {
  for (let i = 0; i < 100; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50: times[ROUNDS / 2] ?? 0, p99: times[Math.floor(ROUNDS * 0.99)] ?? 0 };
}

/** Of 64 that work at the same time. */
async function rate(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      for (let i = 0; i < ROUNDS / 20; i++) await work();
    }),
  );
  return (64 * (ROUNDS / 20)) / ((performance.now() - started) / 1000);
}
