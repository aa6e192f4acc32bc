import type { Clock, Log } from '../shared/index.ts';
import type { Outcome, Senders } from './delivery.ts';
import type { Destinations } from './destinations.ts';
import { nextAttempt } from './next-attempt.ts';
import type { Lease, OutboxRecords, Settlement, StoredEntry } from './outbox.records.ts';
import { stampFor } from './stamp.ts';

const LEASE_MS = 60_000;
/** What is left of the lease when a sending is broken off: time enough to write down how it ended. */
const MARGIN_MS = 15_000;
const KEPT_OF_BODY = 2_048;
/** Statuses that speak of the whole platform; a 500 may be about one score (a locked grade in Moodle). */
const WHOLE_PLATFORM = new Set([null, 429, 502, 503, 504]);

export interface SendDeps {
  readonly records: Pick<OutboxRecords, 'claim' | 'stamp' | 'settle'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly senders: Senders;
  readonly destinations: Destinations;
  /** Aborted when the process can wait no longer. */
  readonly cutOff: AbortSignal;
}

/** An entry that this process has leased. */
export interface Claimed {
  readonly lease: Lease;
  readonly until: Date;
  /** To be called when the sending has ended. */
  readonly ended: () => void;
}

/** Leases the entry that has waited longest; null if none is due. */
export async function claimNext({ records, clock, destinations }: SendDeps): Promise<Claimed | null> {
  const now = clock();
  const until = new Date(now.getTime() + LEASE_MS);
  const lease = await records.claim(now, until, destinations.closed(now));
  return lease && { lease, until, ended: destinations.started(lease.entry.destination) };
}

/** Sends a leased entry, writes down how it went and ends the lease. */
export async function sendClaimed(deps: SendDeps, { lease, until, ended }: Claimed): Promise<void> {
  try {
    await sendLeased(deps, lease, until);
  } finally {
    ended();
  }
}

async function sendLeased(deps: SendDeps, lease: Lease, until: Date): Promise<void> {
  const { records, clock } = deps;
  const { entry } = lease;
  if (wasPerhapsSent(entry)) {
    const answer = { status: null, body: 'Broken off while it was sent', at: clock() };
    await records.settle(lease, { state: 'parked', answer });
    return;
  }
  const stamp = stampFor(entry);
  if (stamp > clock()) {
    await records.settle(lease, { state: 'waiting', nextAttemptAt: stamp });
    return;
  }
  const isStill = await records.stamp(lease, stamp);
  const left = until.getTime() - clock().getTime() - MARGIN_MS;
  if (!isStill || left <= 0) {
    await records.settle(lease, { state: 'waiting', ...unsent(entry) });
    return;
  }
  const outcome = await send(deps, entry, stamp, left);
  const wasCutOff = deps.cutOff.aborted && outcome.kind === 'retry';
  if (!wasCutOff) note(deps, entry, outcome);
  await records.settle(
    lease,
    wasCutOff ? { state: 'waiting', ...unsent(entry) } : settlementOf(deps, entry, outcome),
  );
}

/**
 * A mail goes once at most: where a sending began of which nobody wrote down how it ended, it may have arrived. A score
 * is told again, since platforms take the same one twice.
 */
function wasPerhapsSent({ kind, lastStamp, version }: StoredEntry): boolean {
  return kind === 'mail' && lastStamp?.version === version;
}

/** After a sending of which it is certain that nothing arrived. */
function unsent({ kind }: StoredEntry): Pick<Settlement, 'lastStamp'> {
  return kind === 'mail' ? { lastStamp: null } : {};
}

async function send(deps: SendDeps, entry: StoredEntry, stamp: Date, leftMs: number): Promise<Outcome> {
  const { key, kind, cohortId, enrolmentId, label, payload } = entry;
  const signal = AbortSignal.any([deps.cutOff, AbortSignal.timeout(leftMs)]);
  const sender = deps.senders[kind];
  if (!sender) return { kind: 'not-needed' };
  try {
    return await sender({ key, kind, cohortId, enrolmentId, label, payload, stamp, signal });
  } catch (error) {
    deps.log.error({ err: error, key }, 'A sender failed');
    const body = error instanceof Error ? error.message : 'unknown';
    return { kind: 'retry', answer: { status: null, body, at: deps.clock() } };
  }
}

/** Tells the log and the destinations how it went. */
function note({ log, destinations, clock }: SendDeps, entry: StoredEntry, outcome: Outcome): void {
  const { key, destination } = entry;
  log.info({ key, destination, outcome: outcome.kind }, 'A delivery was tried');
  if (outcome.kind !== 'retry') destinations.succeeded(destination);
  else if (WHOLE_PLATFORM.has(outcome.answer.status))
    destinations.failed(destination, clock(), outcome.afterMs);
}

/** How the entry stands after this outcome. */
function settlementOf(deps: SendDeps, entry: StoredEntry, outcome: Outcome): Settlement {
  const now = deps.clock();
  const attempts = entry.attempts + 1;
  if (outcome.kind !== 'retry' && outcome.kind !== 'parked') {
    return { state: 'delivered', attempts, deliveredAt: now, answer: null };
  }
  const answer = { ...outcome.answer, body: outcome.answer.body.slice(0, KEPT_OF_BODY) };
  if (outcome.kind === 'parked') return { state: 'parked', attempts, answer };
  const firstAttemptAt = entry.firstAttemptAt ?? now;
  const random = deps.random();
  const next = nextAttempt({ attempts, firstAttemptAt, now, retryAfterMs: outcome.afterMs, random });
  if (!next) return { state: 'parked', attempts, answer };
  return { state: 'waiting', attempts, firstAttemptAt, nextAttemptAt: next, answer, ...unsent(entry) };
}
