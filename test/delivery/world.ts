import {
  createOutbox,
  type Answer,
  type Delivery,
  type Outbox,
  type OutboxRecords,
  type Outcome,
  type Pending,
  type Source,
} from '../../src/delivery/index.ts';
import { newId, silentLog } from '../../src/shared/index.ts';

export interface Taken {
  readonly score: number;
  readonly stamp: Date;
}

/** What the platform does with the next sending. `lost`: it takes the score, and its answer never arrives. */
export type Weather = 'fine' | 'lost' | 'silent' | 'busy' | 'broken';

class Killed extends Error {}

/** Counts the steps of one process and ends it at a certain one, before or after that step has happened. */
export class Life {
  private steps = 0;
  private isOver = false;
  constructor(
    private readonly endsAt = Infinity,
    private readonly when: 'before' | 'after' = 'before',
  ) {}

  async step<T>(action: () => Promise<T>): Promise<T> {
    if (this.isOver) throw new Killed('killed');
    this.steps += 1;
    const isLast = this.steps >= this.endsAt;
    if (isLast) this.isOver = true;
    if (isLast && this.when === 'before') throw new Killed('killed');
    const result = await action();
    if (this.isOver) throw new Killed('killed');
    return result;
  }

  get wasKilled(): boolean {
    return this.isOver;
  }
}

interface PendingScore extends Pending {
  readonly person: string;
}

/**
 * Everything outside the outbox: the facts that other rooms keep, a platform with Moodle's rules, and the time. It
 * outlives every process.
 */
export class World {
  now = new Date('2026-11-22T10:00:00Z');
  weather: Weather = 'fine';
  readonly taken = new Map<string, Taken[]>();
  private readonly results = new Map<string, { score: number; at: Date }>();
  private pending: PendingScore[] = [];

  constructor(private readonly records: OutboxRecords) {}

  /** A result and its pending entry, in one write. */
  decide(person: string, score: number): void {
    this.results.set(person, { score, at: this.now });
    this.pending.push({ id: newId(), at: this.now, person });
  }

  pass(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  resultOf(person: string): number | undefined {
    return this.results.get(person)?.score;
  }

  get pendingCount(): number {
    return this.pending.length;
  }

  /** A process of the tool with this life. */
  start(life = new Life()): Outbox {
    const records = Object.fromEntries(
      Object.entries(this.records).map(([name, action]: [string, (...args: never[]) => Promise<unknown>]) => [
        name,
        (...args: never[]) => life.step(() => action(...args)),
      ]),
    ) as unknown as OutboxRecords;
    return createOutbox({
      records,
      clock: () => this.now,
      log: silentLog,
      random: () => 0.5,
      sources: [this.source(life)],
      senders: {
        score: async ({ payload, stamp }) => {
          const { person, score } = payload as { person: string; score: number };
          return life.step(() => Promise.resolve(this.receive(person, { score, stamp })));
        },
      },
    });
  }

  /** Runs processes until nothing waits any more. */
  async settle(): Promise<void> {
    const outbox = this.start();
    for (let hour = 0; hour < 200; hour += 1) {
      await outbox.relayNow();
      await outbox.sendNow();
      const { waiting } = await outbox.countByState();
      if (waiting === 0 && this.pending.length === 0) return;
      this.pass(3_600_000);
    }
    throw new Error('the outbox never came to rest');
  }

  private source(life: Life): Source<PendingScore> {
    return {
      name: 'results',
      findPending: (limit) => life.step(() => Promise.resolve(this.pending.slice(0, limit))),
      expand: (pending) => life.step(() => Promise.resolve(this.deliveriesOf(pending))),
      markRelayed: ({ id }) =>
        life.step(() => {
          this.pending = this.pending.filter((entry) => entry.id !== id);
          return Promise.resolve();
        }),
    };
  }

  private deliveriesOf({ id, at, person }: PendingScore): Delivery[] {
    const result = this.results.get(person);
    if (!result) return [];
    return [
      {
        key: person,
        kind: 'score',
        destination: 'moodle',
        eventAt: new Date(Math.max(at.getTime(), result.at.getTime())),
        pendingId: id,
        cohortId: 'cohort',
        enrolmentId: person,
        activity: 'quiz:one',
        label: 'Quiz 1',
        tentative: false,
        payload: { person, score: result.score },
      },
    ];
  }

  private receive(person: string, score: Taken): Outcome {
    const answer = (status: number | null): Answer => ({ status, body: '', at: this.now });
    if (this.weather === 'silent') return { kind: 'retry', answer: answer(null) };
    if (this.weather === 'busy') return { kind: 'retry', answer: answer(429), afterMs: 30_000 };
    if (this.weather === 'broken') return { kind: 'retry', answer: answer(500) };
    const earlier = this.taken.get(person) ?? [];
    const last = earlier.at(-1);
    const isNewer = !last || score.stamp.getTime() - last.stamp.getTime() >= 1000;
    if (isNewer) this.taken.set(person, [...earlier, score]);
    if (this.weather === 'lost') return { kind: 'retry', answer: answer(null) };
    return isNewer ? { kind: 'delivered' } : { kind: 'platform-has-newer' };
  }
}
