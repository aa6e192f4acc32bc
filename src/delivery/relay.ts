import { createHash } from 'node:crypto';
import type { Clock, Log } from '../shared/index.ts';
import type { Delivery, Pending, Source } from './delivery.ts';
import type { OutboxRecords } from './outbox.records.ts';
import type { RestingEntries } from './resting-entries.ts';
import { supersedes } from './supersede.ts';

const BATCH = 50;

export interface RelayDeps {
  readonly records: Pick<OutboxRecords, 'find' | 'insert' | 'replace'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Entries that failed lately are left alone for a while. */
  readonly resting: RestingEntries;
  /** Once aborted, no further entry is begun. */
  readonly stopping?: AbortSignal;
}

/**
 * Expands every pending entry of a source into the outbox, then marks it. A crash between the two repeats the first,
 * which changes nothing. An entry that fails rests for a while and holds up no other. Returns how many deliveries were
 * queued.
 */
export async function relaySource(deps: RelayDeps, source: Source): Promise<number> {
  const seen = new Set<string>();
  let left = 0;
  let queued = 0;
  for (;;) {
    const found = await source.findPending(BATCH + left);
    const pending = found.filter(({ id }) => !seen.has(id));
    if (pending.length === 0) return queued;
    for (const entry of pending) {
      if (deps.stopping?.aborted) return queued;
      seen.add(entry.id);
      const result = deps.resting.isResting(entry.id) ? null : await relayEntry(deps, source, entry);
      if (result === null) left += 1;
      else queued += result;
    }
  }
}

async function relayEntry(deps: RelayDeps, source: Source, pending: Pending): Promise<number | null> {
  try {
    let queued = 0;
    for (const delivery of await source.expand(pending)) {
      if (await queueDelivery(deps, delivery)) queued += 1;
    }
    await source.markRelayed(pending);
    deps.resting.relayed(pending.id);
    return queued;
  } catch (error) {
    deps.resting.failed(pending.id);
    deps.log.error(
      { err: error, source: source.name, pending: pending.id },
      'A pending entry was not relayed',
    );
    return null;
  }
}

/** Puts one delivery into the outbox unless what is there is as new. */
export async function queueDelivery(
  { records, clock }: Pick<RelayDeps, 'records' | 'clock'>,
  delivery: Delivery,
): Promise<boolean> {
  const digest = digestOf(delivery.payload);
  for (;;) {
    const queued = await records.find(delivery.key);
    if (!queued) {
      if (await records.insert(delivery, digest, clock())) return true;
      continue;
    }
    if (!supersedes({ ...delivery, digest }, queued)) return false;
    if (await records.replace(queued.version, delivery, { digest, at: clock() })) return true;
  }
}

function digestOf(payload: object): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('base64url');
}
