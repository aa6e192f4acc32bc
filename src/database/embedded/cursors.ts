import { StoreError } from './errors.ts';

/** Ready BSON documents, which leave in batches. */
export interface Result {
  readonly namespace: string;
  readonly documents: Uint8Array[];
}

const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

/** Results of which a part is still to be fetched. They hold what was found when the query ran. */
export class Cursors {
  #lastId = 0;
  readonly #open = new Map<number, Result & { usedAt: number }>();

  /** The first batch of a result as a reply. */
  open(
    result: Result,
    { batchSize = FIRST_BATCH, single = false }: { batchSize?: number; single?: boolean },
  ): Buffer {
    this.#forgetIdle();
    const { batch, rest } = cut(result.documents, batchSize);
    const id = rest.length > 0 && !single ? ++this.#lastId : 0;
    if (id) this.#open.set(id, { ...result, documents: rest, usedAt: Date.now() });
    return formatBatch('firstBatch', { id, namespace: result.namespace, batch });
  }

  more(id: number, namespace: string, batchSize = Infinity): Buffer {
    const cursor = this.#open.get(id);
    if (!cursor || cursor.namespace !== namespace)
      throw new StoreError('CursorNotFound', `cursor id ${id} not found`);
    const { batch, rest } = cut(cursor.documents, batchSize || Infinity);
    if (rest.length > 0) this.#open.set(id, { ...cursor, documents: rest, usedAt: Date.now() });
    else this.#open.delete(id);
    return formatBatch('nextBatch', { id: rest.length > 0 ? id : 0, namespace, batch });
  }

  /** Answers whether there was such a cursor. */
  kill(id: number): boolean {
    return this.#open.delete(id);
  }

  #forgetIdle(): void {
    for (const [id, { usedAt }] of this.#open) if (Date.now() - usedAt > IDLE_MS) this.#open.delete(id);
  }
}

function cut(documents: Uint8Array[], batchSize: number): { batch: Uint8Array[]; rest: Uint8Array[] } {
  let bytes = 0;
  let count = 0;
  for (const document of documents) {
    bytes += document.length;
    if (count >= batchSize || (bytes > BATCH_BYTES && count > 0)) break;
    count++;
  }
  return { batch: documents.slice(0, count), rest: documents.slice(count) };
}

interface Batch {
  readonly id: number;
  readonly namespace: string;
  readonly batch: readonly Uint8Array[];
}

/** `{ cursor: { <name>: batch, id, ns }, ok: 1 }`, put together from documents that are BSON already. */
function formatBatch(name: string, { id, namespace, batch }: Batch): Buffer {
  const items = batch.flatMap((bytes, i) => [element(0x03, String(i)), bytes]);
  const ns = Buffer.from(`${namespace}\0`);
  const cursor = document([
    element(0x04, name),
    document(items),
    element(0x12, 'id'),
    int64(id),
    element(0x02, 'ns'),
    int32(ns.length),
    ns,
  ]);
  return document([element(0x03, 'cursor'), cursor, element(0x10, 'ok'), int32(1)]);
}

function element(type: number, name: string): Buffer {
  return Buffer.from(`${String.fromCharCode(type)}${name}\0`);
}

function document(parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  return Buffer.concat([int32(length), ...parts, Buffer.of(0)], length);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return bytes;
}
