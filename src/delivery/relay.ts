import { createHash } from 'node:crypto';
import type { Clock, Log } from '../shared/index.ts';
import type { Delivery, Pending, Source } from './delivery.ts';
import type { OutboxRecords } from './outbox.records.ts';
import { supersedes } from './supersede.ts';

const BATCH = 50;

export interface RelayDeps {
  readonly records: Pick<OutboxRecords, 'find' | 'insert' | 'replace'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Once aborted, no further entry is begun. */
  readonly stopping?: AbortSignal;
}

/**
 * Expands every pending entry of a source into the outbox, then marks it. A crash between the two repeats the first,
 * which changes nothing. An entry that fails is left for the next time and holds up no other. Returns how many
 * deliveries were queued.
 */
export async function relaySource(deps: RelayDeps, source: Source): Promise<number> {
  const seen = new Set<string>();
  let failed = 0;
  let queued = 0;
  for (;;) {
    const found = await source.findPending(BATCH + failed);
    const pending = found.filter(({ id }) => !seen.has(id));
    if (pending.length === 0) return queued;
    for (const entry of pending) {
      if (deps.stopping?.aborted) return queued;
      seen.add(entry.id);
      const result = await relayEntry(deps, source, entry);
      if (result === null) failed += 1;
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
    return queued;
  } catch (error) {
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
