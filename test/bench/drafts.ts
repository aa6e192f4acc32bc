import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { projectPaths } from '../../src/config/index.ts';
import { connect } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';
import type { FakePlatform } from '../support/fake-platform.ts';
import type { LoopDelay } from './child.ts';
import { expectStatus } from './client.ts';
import { forEach, median } from './figures.ts';
import { launchAs } from './launch.ts';
import type { ToolUnderTest } from './tool.ts';

const taskId = 'm1-task';
const fieldId = 'portrait';

/** Somebody whose page of a task is open; their text grows with each save. */
export interface Writer {
  readonly save: string;
  readonly token: string;
  /** What the page knows to be stored. */
  acknowledged: { readonly revision: number; readonly text: string };
  sent: number;
}

/** Opens the task to write, as many times as there are people. */
export async function openDrafts(
  tool: ToolUnderTest,
  platform: FakePlatform,
  count: number,
): Promise<Writer[]> {
  const writers: Writer[] = [];
  const names = Array.from({ length: count }, (_, n) => `writer-${n}`);
  await forEach(names, 4, async (name) => {
    const { client, landing } = await launchAs(tool.site, platform, name);
    const page = await client.get(`${landing}/tasks/${taskId}/write`);
    expectStatus(page, 200, 'The page to write');
    const token = /name="token" value="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const acknowledged = { revision: 0, text: '' };
    writers.push({ save: new URL('/save-draft', landing).href, token, acknowledged, sent: 0 });
  });
  return writers;
}

export interface DraftCost {
  readonly perSecond: number;
  /** CPU in ms of one save. */
  readonly cpu: number;
  /** From the request to its answer, in ms. */
  readonly p50: number;
  readonly p99: number;
  readonly loopDelay: LoopDelay;
}

/** Everybody goes on writing, and each page saves once in `everyMs`, at its own moment. */
export async function measureDrafts(
  tool: ToolUnderTest,
  writers: readonly Writer[],
  { everyMs, rounds }: { readonly everyMs: number; readonly rounds: number },
): Promise<DraftCost> {
  const waits: number[] = [];
  const cpu = tool.cpu();
  const began = performance.now();
  const loopDelay = await tool.loopDelay(async () => {
    await Promise.all(
      writers.map(async (writer, index) => {
        await pause((everyMs * index) / writers.length);
        for (let round = 0; round < rounds; round += 1) {
          const start = performance.now();
          await saveOnce(writer);
          const wait = performance.now() - start;
          waits.push(wait);
          await pause(Math.max(0, everyMs - wait));
        }
      }),
    );
  });
  const sorted = waits.sort((one, other) => one - other);
  return {
    perSecond: (waits.length / (performance.now() - began)) * 1000,
    cpu: (tool.cpu() - cpu) / waits.length,
    p50: median(sorted),
    p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
    loopDelay,
  };
}

export interface Crash {
  readonly acknowledged: number;
  readonly lost: number;
}

/** Everybody writes as fast as it is stored, the tool is killed in between, and what it had acknowledged is looked for. */
export async function crashWhileWriting(
  tool: ToolUnderTest,
  writers: readonly Writer[],
  afterMs: number,
): Promise<Crash> {
  const isOver = pause(afterMs).then(() => tool.kill());
  await Promise.all(
    writers.map(async (writer) => {
      for (;;) if (!(await saveOnce(writer).catch(() => false))) return;
    }),
  );
  await isOver;
  const stored = await readStored(tool.dataDir);
  const lost = writers.filter(({ token, acknowledged: { revision, text } }) => {
    const found = stored.get(submissionIn(token));
    if (!found) return revision > 0;
    // What was on its way when the tool was killed may be stored too.
    return found.revision < revision || (found.revision === revision && found.value !== text);
  });
  const acknowledged = writers.reduce((sum, { acknowledged: { revision } }) => sum + revision, 0);
  return { acknowledged, lost: lost.length };
}

interface StoredField {
  readonly value: string;
  readonly revision: number;
}

async function readStored(dataDir: string): Promise<Map<string, StoredField>> {
  const { storeWorker } = projectPaths();
  const database = await connect({ dataDir, storeWorker, log: silentLog });
  const { connection } = database;
  const drafts = connection.collection<{ _id: string; fields: Record<string, StoredField> }>(
    'submission_drafts',
  );
  const found = await drafts.find().toArray();
  await database.close();
  return new Map(found.flatMap(({ _id, fields }) => (fields[fieldId] ? [[_id, fields[fieldId]]] : [])));
}

/** A token's first claim. */
function submissionIn(token: string): string {
  const [body = ''] = token.split('.');
  return String((JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[])[0]);
}

/** As many connections as there are browsers. */
const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const sentence = 'They meet on Tuesdays in the library, read one text aloud and ask what it means for them. ';

/** True once it is stored. */
async function saveOnce(writer: Writer): Promise<boolean> {
  writer.sent += 1;
  const text = `${sentence.repeat(1 + (writer.sent % 12))}${writer.sent}`;
  const { revision } = writer.acknowledged;
  const fields = { token: writer.token, task: taskId, go: 'save', cohort: 'c', placement: 'p' };
  const named = { [`r.${fieldId}`]: String(revision), [`f.${fieldId}`]: text };
  const body = await post(writer.save, new URLSearchParams({ ...fields, ...named }).toString());
  const [field] = (JSON.parse(body) as { fields?: { revision: number; state: string }[] }).fields ?? [];
  if (field?.state !== 'saved') throw new Error(`A save was answered with ${body.slice(0, 300)}`);
  writer.acknowledged = { revision: field.revision, text };
  return true;
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...{ Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      'Content-Length': Buffer.byteLength(body),
    };
    const asked = request(url, { method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
