import { connect } from '../../src/database/index.ts';
import { silentLog } from '../../src/shared/index.ts';

/**
 * A process of its own that opens or joins a store, for processes.test.ts, which bundles and starts it:
 * node process.mjs <data folder> <store worker>. It does what it is told by messages, and answers each.
 */
export type Task =
  | { do: 'insert'; id: string }
  | { do: 'insert until killed'; prefix: string }
  | { do: 'count' }
  | { do: 'close' };
export type Answer = { ready: true } | { inserted: string } | { failed: string } | { count: number };

const [dataDir = '', storeWorker = ''] = process.argv.slice(2);
const database = await connect({ dataDir, storeWorker, log: silentLog });
const rows = database.connection.collection<{ _id: string; n: number }>('rows');

process.on('message', (task: Task) => void perform(task));
process.once('disconnect', () => process.exit());
say({ ready: true });

async function perform(task: Task): Promise<void> {
  if (task.do === 'insert') await insert(task.id);
  else if (task.do === 'count') say({ count: await rows.countDocuments() });
  else if (task.do === 'insert until killed')
    await Promise.all([1, 2, 3, 4].map((lane) => insertForever(`${task.prefix}-${lane}`)));
  else await database.close().then(() => process.exit());
}

async function insertForever(prefix: string): Promise<void> {
  for (let i = 0; ; i++) await insert(`${prefix}-${i}`);
}

async function insert(id: string): Promise<void> {
  try {
    await rows.insertOne({ _id: id, n: id.length });
    say({ inserted: id });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
}

function say(answer: Answer): void {
  process.send?.(answer);
}
