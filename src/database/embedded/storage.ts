import { open, type RootDatabase } from 'lmdb';
import { randomBytes } from 'node:crypto';
import { formatDocument, parseDocument } from './documents.ts';
import { StoreError } from './errors.ts';
import type { IndexSpec } from './index-keys.ts';

/** One collection of one database and its indexes, as the catalog keeps them. */
export interface CollectionSpec {
  readonly id: number;
  readonly namespace: string;
  readonly indexes: IndexSpec[];
}

interface Catalog {
  readonly format: number;
  nextId: number;
  collections: CollectionSpec[];
}

interface Waiting {
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Of the keys and documents in the files. */
const FORMAT = 1;
const CATALOG = keyOf(0, Buffer.from('catalog'));
const OWNER = keyOf(0, Buffer.from('owner'));

/**
 * The files: one ordered map of bytes in lmdb. A key begins with four bytes that name a collection or an index. Writes
 * that arrive together share one transaction; their promises resolve when it is on the disk.
 */
export class Storage {
  readonly #db: RootDatabase<Buffer, Buffer>;
  readonly #token = randomBytes(16);
  #catalog: Catalog = { format: FORMAT, nextId: 1, collections: [] };
  #collections = new Map<string, CollectionSpec>();
  #waiting: Waiting[] = [];
  #closed = false;

  constructor(
    directory: string,
    private readonly onUsurped: () => void,
  ) {
    this.#db = open({
      path: directory,
      noSubdir: false,
      keyEncoding: 'binary',
      encoding: 'binary',
      overlappingSync: false,
      mapSize: 2 ** 36,
      remapChunks: false,
    });
    this.#db.putSync(OWNER, this.#token);
    this.#load();
  }

  /** Runs a change in a transaction that several changes may share. A refusal (StoreError) undoes nothing else. */
  write<T>(run: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The store is closed'));
    if (this.#waiting.length === 0) setImmediate(() => this.#commit());
    return new Promise((resolve, reject) => this.#waiting.push({ run, resolve, reject }));
  }

  get collections(): Iterable<CollectionSpec> {
    return this.#collections.values();
  }

  find(namespace: string): CollectionSpec | undefined {
    return this.#collections.get(namespace);
  }

  /** Only inside `write`. */
  create(namespace: string): CollectionSpec {
    const id = this.#catalog.nextId++;
    const primary = {
      id: this.#catalog.nextId++,
      name: '_id_',
      key: { _id: 1 },
      unique: true,
      multikey: false,
    } as const;
    const collection = { id, namespace, indexes: [{ ...primary }] };
    this.#collections.set(namespace, collection);
    this.saveCatalog();
    return collection;
  }

  /** Only inside `write`. */
  addIndex(collection: CollectionSpec, index: Omit<IndexSpec, 'id'>): IndexSpec {
    const added = { ...index, id: this.#catalog.nextId++ };
    collection.indexes.push(added);
    this.saveCatalog();
    return added;
  }

  /** Only inside `write`. */
  dropIndex(collection: CollectionSpec, index: IndexSpec): void {
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.clear(index.id);
    this.saveCatalog();
  }

  /** Only inside `write`. */
  drop(collection: CollectionSpec): void {
    for (const { id } of [collection, ...collection.indexes]) this.clear(id);
    this.#collections.delete(collection.namespace);
    this.saveCatalog();
  }

  saveCatalog(): void {
    this.#catalog.collections = [...this.#collections.values()];
    void this.#db.put(CATALOG, formatDocument({ ...this.#catalog }));
  }

  get(id: number, key: Buffer): Buffer | undefined {
    return this.#db.get(keyOf(id, key));
  }

  /** Only inside `write`. */
  put(id: number, key: Buffer, value: Buffer): void {
    void this.#db.put(keyOf(id, key), value);
  }

  /** Only inside `write`. */
  remove(id: number, key: Buffer): void {
    void this.#db.remove(keyOf(id, key));
  }

  clear(id: number): void {
    for (const key of [...this.keys(id, { low: Buffer.alloc(0), high: END })]) this.remove(id, key);
  }

  /** Keys in order, from `low` up to but not including `high`. */
  *keys(id: number, range: Range): Iterable<Buffer> {
    for (const key of this.#db.getKeys(bounds(id, range))) yield key.subarray(4);
  }

  *entries(id: number, range: Range): Iterable<{ key: Buffer; value: Buffer }> {
    for (const { key, value } of this.#db.getRange(bounds(id, range))) yield { key: key.subarray(4), value };
  }

  count(id: number): number {
    return this.#db.getKeysCount(bounds(id, { low: Buffer.alloc(0), high: END }));
  }

  size(): number {
    const stats = this.#db.getStats() as { mapSize?: number; lastPageNumber?: number; pageSize?: number };
    return (stats.lastPageNumber ?? 0) * (stats.pageSize ?? 4096);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#commit();
    await this.#db.close();
  }

  #load(): void {
    const saved = this.#db.get(CATALOG);
    this.#catalog = { format: FORMAT, nextId: 1, collections: [], ...(saved ? parseDocument(saved) : {}) };
    if (this.#catalog.format !== FORMAT)
      throw new Error('The store was written by another version of the tool');
    this.#collections = new Map(
      this.#catalog.collections.map((collection) => [collection.namespace, collection]),
    );
  }

  #commit(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    const settle: (() => void)[] = [];
    try {
      this.#db.transactionSync(() => {
        if (!this.#db.get(OWNER)?.equals(this.#token)) throw new Usurped();
        for (const waiting of batch) settle.push(attempt(waiting));
      });
    } catch (error) {
      this.#load();
      for (const { reject } of batch) reject(error);
      if (error instanceof Usurped) this.onUsurped();
      return;
    }
    for (const answer of settle) answer();
  }
}

/** Another process took the files over: this one must not write again. */
class Usurped extends Error {
  constructor() {
    super('The store was taken over by another process');
  }
}

/** A refusal concerns one change only; anything else that goes wrong undoes the whole transaction. */
function attempt({ run, resolve, reject }: Waiting): () => void {
  try {
    const result = run();
    return () => resolve(result as never);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return () => reject(error);
  }
}

export interface Range {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly reverse?: boolean;
}

/** Greater than the rest of any key. */
export const END = Buffer.alloc(4, 0xff);

function bounds(
  id: number,
  { low, high, reverse = false }: Range,
): { start: Buffer; end: Buffer; reverse: boolean } {
  const [start, end] = [keyOf(id, low), keyOf(id, high)];
  return reverse ? { start: end, end: start, reverse } : { start, end, reverse };
}

function keyOf(id: number, key: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(id);
  return Buffer.concat([head, key]);
}
