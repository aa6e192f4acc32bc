import {
  createOutbox,
  mailServer,
  outboxRecords,
  type Delivery,
  type Outbox,
  type OutboxEntry,
  type OutboxRecords,
  type Outcome,
  type Senders,
} from '../../src/delivery/index.ts';
import { silentLog } from '../../src/shared/index.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let records: OutboxRecords;
let now: Date;
let mails: OutboxEntry[];
let scores: OutboxEntry[];
let waiting: Delivery[];
let answer: (entry: OutboxEntry) => Promise<Outcome>;

beforeAll(async () => {
  database = await openTestDatabase();
  records = outboxRecords(database.connection);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.connection.collection('outbox').deleteMany({});
  now = new Date('2026-11-22T10:00:00Z');
  [mails, scores, waiting] = [[], [], []];
  answer = () => Promise.resolve({ kind: 'delivered' });
});

const silence: Outcome = { kind: 'retry', answer: { status: null, body: 'ECONNREFUSED', at: new Date(0) } };

function outbox(senders: Partial<Senders> = {}): Outbox {
  return createOutbox({
    ...{ records, clock: () => now, log: silentLog, random: () => 0.5 },
    sources: [
      {
        name: 'test',
        findPending: (limit) =>
          Promise.resolve(waiting.slice(0, limit).map((one) => ({ id: one.pendingId, at: one.eventAt }))),
        expand: ({ id }) => Promise.resolve(waiting.filter((one) => one.pendingId === id)),
        markRelayed: ({ id }) => {
          waiting = waiting.filter((one) => one.pendingId !== id);
          return Promise.resolve();
        },
      },
    ],
    senders: {
      score: (entry) => {
        scores.push(entry);
        return Promise.resolve({ kind: 'delivered' });
      },
      mail: (entry) => {
        mails.push(entry);
        return answer(entry);
      },
      ...senders,
    },
  });
}

function arises(key: string, changes: Partial<Delivery> = {}): Delivery {
  const delivery: Delivery = {
    ...{ key, kind: 'mail', destination: mailServer, eventAt: now, pendingId: `of-${key}` },
    ...{ cohortId: 'cohort-1', enrolmentId: 'anna', activity: 'task:one', label: 'receipt' },
    ...{ tentative: false, payload: { key } },
    ...changes,
  };
  waiting.push(delivery);
  return delivery;
}

const pass = (ms: number): Date => (now = new Date(now.getTime() + ms));
const minute = 60_000;
const stateOf = async (key: string) =>
  (await records.list({ kind: 'mail' })).find((entry) => entry.key === key)?.state;

async function run(box = outbox()): Promise<void> {
  await box.relayNow();
  await box.sendNow();
}

describe('a mail', () => {
  it('goes once, however often its notice comes', async () => {
    const notice = arises('m1');
    await run();
    waiting.push(notice);
    await run();
    expect(mails).toHaveLength(1);
    expect(await stateOf('m1')).toBe('delivered');
  });

  it('is tried again where it certainly was not taken, and goes once', async () => {
    arises('m1');
    answer = () => Promise.resolve(silence);
    await run();
    expect(await stateOf('m1')).toBe('waiting');
    answer = () => Promise.resolve({ kind: 'delivered' });
    pass(10 * minute);
    await run();
    await run();
    expect(mails).toHaveLength(2);
    expect(await stateOf('m1')).toBe('delivered');
  });

  it('does not go again after a process ended while it was sent: it may have arrived', async () => {
    arises('m1');
    const box = outbox({ mail: (entry) => (mails.push(entry), new Promise(() => undefined)) });
    await box.relayNow();
    void box.sendNow();
    while (mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    pass(2 * minute);
    await run();
    pass(60 * minute);
    await run();
    expect(mails).toHaveLength(1);
    expect(await stateOf('m1')).toBe('parked');
  });

  it('is let go where there is nothing to say any more, or no mail server', async () => {
    arises('m1');
    answer = () => Promise.resolve({ kind: 'not-needed' });
    await run();
    expect(await stateOf('m1')).toBe('delivered');
    arises('m2');
    const box = createOutbox({
      ...{ records, clock: () => now, log: silentLog, sources: [] },
      senders: { score: () => Promise.resolve({ kind: 'delivered' }) },
    });
    await outbox().relayNow();
    await box.sendNow();
    expect(await stateOf('m2')).toBe('delivered');
  });

  it('that does not get through leaves scores alone', async () => {
    for (let number = 1; number <= 8; number += 1) arises(`m${number}`);
    arises('s1', { kind: 'score', destination: 'moodle' });
    const stuck = outbox({ mail: (entry) => (mails.push(entry), new Promise(() => undefined)) });
    await stuck.relayNow();
    void stuck.sendNow();
    while (scores.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(mails.length).toBeLessThanOrEqual(2);
  });

  it('stands in no list of scores, is not counted among them, and is not sent again by hand', async () => {
    arises('m1');
    arises('s1', { kind: 'score', destination: 'moodle' });
    await run();
    const box = outbox();
    expect((await box.list({ cohortId: 'cohort-1' })).map(({ key }) => key)).toEqual(['s1']);
    expect(await box.countByState()).toEqual({ waiting: 0, delivered: 1, parked: 0 });
    expect(await box.resend('m1', null)).toBe(false);
    await run();
    expect(mails).toHaveLength(1);
  });
});
