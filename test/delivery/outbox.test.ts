import { setTimeout as sleep } from 'node:timers/promises';
import {
  createOutbox,
  outboxRecords,
  type Delivery,
  type Outbox,
  type OutboxDeps,
  type OutboxEntry,
  type Outcome,
  type OutboxRecords,
  type Source,
} from '../../src/delivery/index.ts';
import { newId, silentLog } from '../../src/shared/index.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let records: OutboxRecords;
let now: Date;
let sent: OutboxEntry[];
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
  sent = [];
  waiting = [];
  answer = () => Promise.resolve({ kind: 'delivered' });
});

const source: Source = {
  name: 'test',
  findPending: (limit) =>
    Promise.resolve(waiting.slice(0, limit).map((one) => ({ id: one.pendingId, at: one.eventAt }))),
  expand: ({ id }) => Promise.resolve(waiting.filter((one) => one.pendingId === id)),
  markRelayed: ({ id }) => Promise.resolve(void (waiting = waiting.filter((one) => one.pendingId !== id))),
};

function outbox(deps: Partial<OutboxDeps> = {}): Outbox {
  return createOutbox({
    records,
    clock: () => now,
    log: silentLog,
    random: () => 0.5,
    sources: [source],
    senders: {
      score: (entry) => {
        sent.push(entry);
        return answer(entry);
      },
    },
    ...deps,
  });
}

function decide(score: number, change: Partial<Delivery> = {}): void {
  waiting.push({
    key: 'anna',
    kind: 'score',
    destination: 'moodle',
    eventAt: now,
    pendingId: newId(),
    cohortId: 'cohort-1',
    enrolmentId: 'anna',
    activity: 'quiz:one',
    label: 'Quiz 1',
    tentative: false,
    payload: { score },
    ...change,
  });
}

const pass = (ms: number): Date => (now = new Date(now.getTime() + ms));
const scores = (): unknown[] => sent.map(({ payload }) => (payload as { score: number }).score);
const refused = (status: number | null, body = ''): Outcome => ({
  kind: 'retry',
  answer: { status, body, at: now },
});

async function turn(one: Outbox): Promise<void> {
  await one.relayNow();
  await one.sendNow();
}

describe('the order of one key', () => {
  it('sends only the newest of what waits', async () => {
    decide(1);
    pass(100);
    decide(2);
    await turn(outbox());
    expect(scores()).toEqual([2]);
  });

  it('drops what is older than what was sent', async () => {
    const before = now;
    pass(5000);
    decide(2);
    await turn(outbox());
    decide(1, { eventAt: before });
    await turn(outbox());
    expect(scores()).toEqual([2]);
    expect(waiting).toEqual([]);
  });

  it('keeps something newer that came during a sending, and sends it afterwards with a later time', async () => {
    const one = outbox();
    decide(1);
    answer = async () => {
      answer = () => Promise.resolve({ kind: 'delivered' });
      pass(200);
      decide(2);
      await outbox().relayNow();
      await outbox().sendNow();
      return { kind: 'delivered' };
    };
    await turn(one);
    expect(scores()).toEqual([1]);
    pass(1000);
    await one.sendNow();
    expect(scores()).toEqual([1, 2]);
    expect((sent[1]?.stamp.getTime() ?? 0) - (sent[0]?.stamp.getTime() ?? 0)).toBe(1000);
  });

  it('waits rather than telling the platform a time ahead of the clock', async () => {
    decide(1);
    await turn(outbox());
    pass(400);
    decide(2);
    await turn(outbox());
    expect(scores()).toEqual([1]);
    expect((await outbox().list({}))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    pass(600);
    await turn(outbox());
    expect(scores()).toEqual([1, 2]);
  });

  it('never sends a state of progress after something definite, even if that has not arrived yet', async () => {
    decide(0, { tentative: true });
    await turn(outbox());
    pass(5000);
    decide(2);
    await outbox().relayNow();
    pass(5000);
    decide(0, { tentative: true });
    await turn(outbox());
    expect(scores()).toEqual([0, 2]);
  });

  it('sends one at a time, however many ask', async () => {
    decide(1);
    answer = async () => {
      await sleep(50);
      return { kind: 'delivered' };
    };
    const [first, second] = [outbox(), outbox()];
    await first.relayNow();
    await Promise.all([first.sendNow(), second.sendNow(), first.sendNow()]);
    expect(sent).toHaveLength(1);
  });
});

describe('a sending that does not succeed', () => {
  it('is tried again, later each time, with the same time told', async () => {
    decide(1);
    answer = () => Promise.resolve(refused(500, 'grade is locked'));
    await turn(outbox());
    const [status] = await outbox().list({});
    expect(status).toMatchObject({
      state: 'waiting',
      attempts: 1,
      answer: { status: 500, body: 'grade is locked' },
    });
    expect(status?.nextAttemptAt?.getTime()).toBe(now.getTime() + 1000);
    await turn(outbox());
    expect(sent).toHaveLength(1);
    pass(1000);
    await turn(outbox());
    expect((await outbox().list({}))[0]?.nextAttemptAt?.getTime()).toBe(now.getTime() + 2000);
    expect(sent[1]?.stamp).toEqual(sent[0]?.stamp);
  });

  it('waits as long as the platform asked', async () => {
    decide(1);
    answer = () => Promise.resolve({ ...refused(429), afterMs: 120_000 } as Outcome);
    await turn(outbox());
    pass(119_000);
    await turn(outbox());
    expect(sent).toHaveLength(1);
    pass(3_000);
    await turn(outbox());
    expect(sent).toHaveLength(2);
  });

  it('begins anew when something newer comes', async () => {
    decide(1);
    answer = () => Promise.resolve(refused(500));
    await turn(outbox());
    pass(1);
    decide(2);
    pass(1000);
    answer = () => Promise.resolve({ kind: 'delivered' });
    await turn(outbox());
    expect(scores()).toEqual([1, 2]);
    expect((await outbox().list({}))[0]).toMatchObject({ state: 'delivered', attempts: 1, answer: null });
  });

  it('is parked after three days', async () => {
    decide(1);
    answer = () => Promise.resolve(refused(null, 'no answer'));
    for (let hours = 0; hours <= 72; hours += 3) {
      await turn(outbox());
      pass(3 * 3_600_000);
    }
    expect((await outbox().list({}))[0]).toMatchObject({ state: 'parked', answer: { body: 'no answer' } });
    expect(sent).toHaveLength(25);
  });

  it('is tried again if the sender itself failed', async () => {
    decide(1);
    answer = () => Promise.reject(new Error('a fault of ours'));
    await turn(outbox());
    expect((await outbox().list({}))[0]).toMatchObject({
      state: 'waiting',
      answer: { body: 'a fault of ours' },
    });
  });

  it('does not hold up other platforms', async () => {
    for (let person = 0; person < 30; person += 1) decide(1, { key: `moodle-${person}` });
    pass(10);
    for (let person = 0; person < 30; person += 1)
      decide(1, { key: `canvas-${person}`, destination: 'canvas' });
    answer = ({ key }) => Promise.resolve(key.startsWith('moodle') ? refused(null) : { kind: 'delivered' });
    await turn(outbox());
    const delivered = await outbox().list({ state: 'delivered' });
    expect(delivered).toHaveLength(30);
    expect(sent.filter(({ key }) => key.startsWith('moodle')).length).toBeLessThanOrEqual(6);
  });
});

describe('what the platform refuses for good', () => {
  beforeEach(async () => {
    decide(1);
    answer = () =>
      Promise.resolve({ kind: 'parked', answer: { status: 400, body: 'x'.repeat(5000), at: now } });
    await turn(outbox());
  });

  it('is parked with the answer, its first 2 kB', async () => {
    pass(10 * 24 * 3_600_000);
    await turn(outbox());
    expect(sent).toHaveLength(1);
    const [status] = await outbox().list({ state: 'parked' });
    expect(status?.answer).toMatchObject({ status: 400 });
    expect(status?.answer?.body).toHaveLength(2048);
    expect(status?.nextAttemptAt).toBeNull();
  });

  it('is sent again by hand, with a later time, by its own cohort only', async () => {
    pass(60_000);
    answer = () => Promise.resolve({ kind: 'delivered' });
    expect(await outbox().resend('anna', 'cohort-2')).toBe(false);
    expect(await outbox().resend('ben', null)).toBe(false);
    expect(await outbox().resend('anna', 'cohort-1')).toBe(true);
    await turn(outbox());
    expect(sent[1]?.stamp.getTime()).toBeGreaterThan(sent[0]?.stamp.getTime() ?? 0);
    expect((await outbox().list({}))[0]).toMatchObject({
      state: 'delivered',
      deliveredAt: now,
      answer: null,
    });
  });

  it('is tried again when something newer comes', async () => {
    pass(60_000);
    decide(2);
    answer = () => Promise.resolve({ kind: 'delivered' });
    await turn(outbox());
    expect(scores()).toEqual([1, 2]);
  });
});

describe('a lease', () => {
  it('is taken over once it has ended', async () => {
    decide(1);
    await outbox().relayNow();
    await records.claim(now, new Date(now.getTime() + 60_000), []);
    pass(59_000);
    await outbox().sendNow();
    expect(sent).toHaveLength(0);
    pass(1_000);
    await outbox().sendNow();
    expect(sent).toHaveLength(1);
  });

  it('that has passed on settles nothing any more', async () => {
    decide(1);
    await outbox().relayNow();
    const old = await records.claim(now, new Date(now.getTime() + 60_000), []);
    pass(61_000);
    await outbox().sendNow();
    if (old) await records.settle(old, { state: 'parked' });
    expect((await outbox().list({}))[0]?.state).toBe('delivered');
  });
});

describe('the background work', () => {
  it('relays and sends what it is woken for, and is ready while it does', async () => {
    const one = outbox({ pollMs: 60_000 });
    expect(one.ready()).toBe(false);
    one.start();
    await sleep(100);
    expect(one.ready()).toBe(true);
    decide(1);
    one.wake();
    await sleep(200);
    expect(scores()).toEqual([1]);
    await one.stop();
    expect(one.ready()).toBe(false);
  });

  it('lets a sending end when it stops, and begins no other', async () => {
    decide(1);
    decide(1, { key: 'ben', eventAt: pass(1) });
    answer = async () => {
      await sleep(300);
      return { kind: 'delivered' };
    };
    const one = outbox();
    one.start();
    while (sent.length === 0) await sleep(10);
    await one.stop();
    const atEnd = sent.length;
    expect((await one.countByState()).delivered).toBe(atEnd);
    pass(1);
    decide(2);
    await sleep(400);
    expect(sent).toHaveLength(atEnd);
  });

  it('breaks off a sending that takes too long when it stops, and leaves no lease', async () => {
    decide(1);
    answer = ({ signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(refused(null))));
    const one = outbox();
    one.start();
    while (sent.length === 0) await sleep(10);
    const begin = Date.now();
    await one.stop();
    expect(Date.now() - begin).toBeLessThan(8_000);
    answer = () => Promise.resolve({ kind: 'delivered' });
    await outbox().sendNow();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.stamp).toEqual(sent[0]?.stamp);
  });

  it('goes on sending while a platform is slow to answer', async () => {
    decide(1, { key: 'slow', destination: 'slow' });
    answer = ({ key, signal }) =>
      key === 'slow'
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve(refused(null))))
        : Promise.resolve({ kind: 'delivered' });
    const one = outbox({ pollMs: 60_000 });
    one.start();
    while (sent.length === 0) await sleep(10);
    for (let person = 0; person < 20; person += 1) decide(1, { key: `person-${person}` });
    one.wake();
    while (sent.length < 21) await sleep(20);
    await one.stop();
    expect(await one.countByState()).toEqual({ waiting: 1, delivered: 20, parked: 0 });
  });

  it('is ready while platforms are slow', async () => {
    decide(1);
    answer = ({ signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(refused(null))));
    const one = outbox();
    one.start();
    while (sent.length === 0) await sleep(10);
    await sleep(100);
    expect(one.ready()).toBe(true);
    await one.stop();
  });

  it('is not ready while the database fails', async () => {
    const down = (): Promise<never> => Promise.reject(new Error('down'));
    const one = outbox({ records: { ...records, claim: down }, pollMs: 10 });
    one.start();
    await sleep(60);
    expect(one.ready()).toBe(false);
    await one.stop();
  });
});

describe('relaying', () => {
  it('goes on past an entry that cannot be expanded, which stays', async () => {
    for (let person = 0; person < 60; person += 1)
      decide(1, { key: `person-${person}`, pendingId: `pending-${person}` });
    const expand: Source['expand'] = (pending) =>
      pending.id === 'pending-3' ? Promise.reject(new Error('broken')) : source.expand(pending);
    expect(await outbox({ sources: [{ ...source, expand }] }).relayNow()).toBe(59);
    expect(waiting.map(({ pendingId }) => pendingId)).toEqual(['pending-3']);
  });

  it('leaves an entry alone for a while after each failure, longer each time', async () => {
    decide(1, { pendingId: 'broken' });
    let tries = 0;
    const expand: Source['expand'] = () => {
      tries += 1;
      return Promise.reject(new Error('broken'));
    };
    const one = outbox({ sources: [{ ...source, expand }] });
    const relayAfter = async (seconds: number): Promise<number> => {
      pass(seconds * 1000);
      await one.relayNow();
      return tries;
    };
    expect(await relayAfter(0)).toBe(1);
    expect(await relayAfter(1)).toBe(1);
    expect(await relayAfter(1.5)).toBe(2);
    expect(await relayAfter(3)).toBe(2);
    expect(await relayAfter(1.5)).toBe(3);
    for (let count = 0; count < 20; count += 1) await relayAfter(3600);
    expect(tries).toBe(23);
    expect(await relayAfter(599)).toBe(23);
    expect(await relayAfter(2)).toBe(24);
  });

  it('may be repeated', async () => {
    decide(1);
    const unmarked = { ...source, markRelayed: () => Promise.resolve() };
    const one = outbox({ sources: [unmarked] });
    expect(await one.relayNow()).toBe(1);
    expect(await one.relayNow()).toBe(0);
    await one.sendNow();
    await turn(one);
    expect(sent).toHaveLength(1);
  });
});

describe('looking at the outbox', () => {
  it('lists by cohort, person, activity and state', async () => {
    decide(1);
    decide(1, { key: 'ben', enrolmentId: 'ben', activity: 'module:one', label: 'Module 1' });
    decide(1, { key: 'cleo', cohortId: 'cohort-2', enrolmentId: 'cleo' });
    await turn(outbox());
    const keys = async (filter: Parameters<Outbox['list']>[0]): Promise<string[]> =>
      (await outbox().list(filter)).map(({ key }) => key).sort();
    expect(await keys({ cohortId: 'cohort-1' })).toEqual(['anna', 'ben']);
    expect(await keys({ cohortId: 'cohort-1', enrolmentId: 'ben' })).toEqual(['ben']);
    expect(await keys({ cohortId: 'cohort-1', activity: 'quiz:one' })).toEqual(['anna']);
    expect(await keys({ state: 'parked' })).toEqual([]);
    expect(await keys({ limit: 2 })).toHaveLength(2);
    expect(await outbox().countByState()).toEqual({ waiting: 0, delivered: 3, parked: 0 });
  });
});
