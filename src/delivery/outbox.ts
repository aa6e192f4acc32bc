import type { Clock, Log } from '../shared/index.ts';
import { createLoop } from './background-loop.ts';
import { mailServer } from './delivery.ts';
import type { DeliveryStatus, Senders, Source } from './delivery.ts';
import { createDestinations } from './destinations.ts';
import type { OutboxFilter, OutboxRecords } from './outbox.records.ts';
import { relaySource } from './relay.ts';
import { restingEntries } from './resting-entries.ts';
import { createSendPool } from './send-pool.ts';

const POLL_MS = 2_000;
/** A mail server that is slow leaves room for scores. */
const MAILS_AT_ONCE = 2;
/** How long a stop waits for sendings before it breaks them off. */
const GRACE_MS = 5_000;

export interface OutboxDeps {
  readonly records: OutboxRecords;
  readonly clock: Clock;
  readonly log: Log;
  readonly sources: readonly Source[];
  readonly senders: Senders;
  /** For tests; Math.random otherwise. */
  readonly random?: () => number;
  /** How often to look for what other processes, or a crash, left over; in ms. */
  readonly pollMs?: number;
}

/** What must reach platforms and people, kept until it has. Any number of processes may run one on the same database. */
export interface Outbox {
  /** Begins to relay and to send in the background. */
  start(): void;
  /** Lets sendings end for up to 5 s, then breaks them off; no lease is left. */
  stop(): Promise<void>;
  /** Says that something is pending, so that it need not wait for the next look. */
  wake(): void;
  /** Relays everything pending now. Returns how many deliveries were queued. */
  relayNow(): Promise<number>;
  /** Tries everything that is due now, once. */
  sendNow(): Promise<void>;
  /** Whether the background work runs and reached the database at its last turn. */
  ready(): boolean;
  /** Scores, newest first. */
  list(filter: OutboxFilter): Promise<DeliveryStatus[]>;
  /** Of scores. */
  countByState(): Promise<Record<DeliveryStatus['state'], number>>;
  /** Sends an entry once more, by hand. A cohortId of null is any (operators). False if there is no such entry. */
  resend(key: string, cohortId: string | null): Promise<boolean>;
}

/** Composes the outbox; nothing runs before start(). */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { records, clock, pollMs = POLL_MS, log, random = Math.random } = deps;
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const relay = createRelay(deps, stopping.signal);
  const pool = createSendPool(
    {
      ...deps,
      random,
      destinations: createDestinations({ [mailServer]: MAILS_AT_ONCE }),
      cutOff: cutOff.signal,
    },
    { stopping: stopping.signal, freed: () => sending.wake() },
  );
  const sending = createLoop({ name: 'send', pollMs, log, turn: (beat) => pool.fill(beat) });
  const relaying = createLoop({
    name: 'relay',
    pollMs,
    log,
    turn: async (beat) => {
      if ((await relay(beat)) > 0) sending.wake();
    },
  });
  const loops = [relaying, sending];
  return {
    relayNow: () => relay(noBeat),
    async sendNow() {
      while ((await pool.fill(noBeat)) > 0) await pool.idle();
    },
    start: () => loops.forEach((loop) => loop.start()),
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => cutOff.abort(), GRACE_MS);
      await Promise.all(loops.map((loop) => loop.stop()));
      await pool.idle();
      clearTimeout(timer);
    },
    wake: () => relaying.wake(),
    ready: () => !stopping.signal.aborted && loops.every((loop) => loop.isWell()),
    list: (filter) => records.list(filter),
    countByState: () => records.countByState(),
    async resend(key, cohortId) {
      const isQueued = await records.requeue(key, cohortId, clock());
      if (isQueued) sending.wake();
      return isQueued;
    },
  };
}

function createRelay(deps: OutboxDeps, stopping: AbortSignal): (beat: () => void) => Promise<number> {
  const resting = restingEntries(deps.clock);
  return async (beat) => {
    let queued = 0;
    for (const source of deps.sources) {
      queued += await relaySource({ ...deps, resting, stopping }, source);
      beat();
    }
    return queued;
  };
}

const noBeat = (): void => undefined;
