import { formatDocument, parseDocument, type Document } from './documents.ts';
import { StoreError } from './errors.ts';
import { keysOf, type IndexSpec } from './index-keys.ts';
import { END, type CollectionSpec, type Storage } from './storage.ts';

const NUMBER_BYTES = 6;
const ALL = { low: Buffer.alloc(0), high: END };

/** A stored document: its bytes, and the number that orders documents as they were inserted. */
export interface StoredRecord {
  readonly number: Buffer;
  readonly bytes: Buffer;
  readonly document: Document;
}

/** The number of the record that a key of an index leads to. */
export function numberIn(key: Buffer): Buffer {
  return key.subarray(-NUMBER_BYTES);
}

/** Documents together with their index entries. What writes is called inside `storage.write` only. */
export class Records {
  readonly #last = new Map<number, number>();

  constructor(readonly storage: Storage) {}

  *all(collection: CollectionSpec): Iterable<StoredRecord> {
    for (const { key, value } of this.storage.entries(collection.id, ALL))
      yield { number: key, bytes: value, document: parseDocument(value) };
  }

  count(collection: CollectionSpec): number {
    return this.storage.count(collection.id);
  }

  measure(collection: CollectionSpec): { count: number; size: number } {
    let [count, size] = [0, 0];
    for (const { value } of this.storage.entries(collection.id, ALL)) {
      count++;
      size += value.length;
    }
    return { count, size };
  }

  get(collection: CollectionSpec, number: Buffer): StoredRecord | null {
    const bytes = this.storage.get(collection.id, number);
    return bytes ? { number, bytes, document: parseDocument(bytes) } : null;
  }

  insert(collection: CollectionSpec, document: Document): void {
    const bytes = formatDocument(document);
    const changes = collection.indexes.map((index) =>
      this.#change(collection, index, { before: null, after: document }),
    );
    const number = this.#nextNumber(collection);
    this.storage.put(collection.id, number, bytes);
    for (const change of changes) this.#apply(change, number);
  }

  /** Answers whether anything changed. */
  replace(collection: CollectionSpec, record: StoredRecord, document: Document): boolean {
    const bytes = formatDocument(document);
    if (bytes.equals(record.bytes)) return false;
    const changes = collection.indexes.map((index) =>
      this.#change(collection, index, { before: record.document, after: document }),
    );
    this.storage.put(collection.id, record.number, bytes);
    for (const change of changes) this.#apply(change, record.number);
    return true;
  }

  remove(collection: CollectionSpec, record: StoredRecord): void {
    this.storage.remove(collection.id, record.number);
    for (const index of collection.indexes)
      for (const key of keysOf(record.document, index).keys)
        this.storage.remove(index.id, Buffer.concat([key, record.number]));
  }

  /** Fills a new index. */
  index(collection: CollectionSpec, index: IndexSpec): void {
    for (const record of [...this.all(collection)])
      this.#apply(this.#change(collection, index, { before: null, after: record.document }), record.number);
  }

  #change(
    collection: CollectionSpec,
    index: IndexSpec,
    versions: { before: Document | null; after: Document },
  ): Change {
    const old = versions.before ? keysOf(versions.before, index).keys : [];
    const { keys, multikey } = keysOf(versions.after, index);
    const added = keys.filter((key) => !old.some((other) => other.equals(key)));
    if (index.unique)
      for (const key of added) this.#checkUnique(collection, index, { key, document: versions.after });
    const removed = old.filter((key) => !keys.some((other) => other.equals(key)));
    if (multikey && !index.multikey) {
      index.multikey = true;
      this.storage.saveCatalog();
    }
    return { index, added, removed };
  }

  #apply({ index, added, removed }: Change, number: Buffer): void {
    for (const key of removed) this.storage.remove(index.id, Buffer.concat([key, number]));
    for (const key of added) this.storage.put(index.id, Buffer.concat([key, number]), Buffer.alloc(0));
  }

  #checkUnique(
    collection: CollectionSpec,
    index: IndexSpec,
    { key, document }: { key: Buffer; document: Document },
  ): void {
    for (const taken of this.storage.keys(index.id, { low: key, high: Buffer.concat([key, END]) }))
      if (taken.subarray(0, -NUMBER_BYTES).equals(key)) throw duplicateKey(collection, index, document);
  }

  #nextNumber(collection: CollectionSpec): Buffer {
    const next = (this.#last.get(collection.id) ?? this.#lastStored(collection)) + 1;
    this.#last.set(collection.id, next);
    const number = Buffer.alloc(NUMBER_BYTES);
    number.writeUIntBE(next, 0, NUMBER_BYTES);
    return number;
  }

  #lastStored(collection: CollectionSpec): number {
    for (const key of this.storage.keys(collection.id, { ...ALL, reverse: true }))
      return key.readUIntBE(0, NUMBER_BYTES);
    return 0;
  }
}

interface Change {
  readonly index: IndexSpec;
  readonly added: Buffer[];
  readonly removed: Buffer[];
}

function duplicateKey(collection: CollectionSpec, index: IndexSpec, document: Document): StoreError {
  const keyValue = Object.fromEntries(
    Object.keys(index.key).map((path) => [path, valueForMessage(document, path)]),
  );
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
  return new StoreError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.key, keyValue },
  );
}

function valueForMessage(document: Document, path: string): unknown {
  const value: unknown = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Document | undefined)?.[name], document);
  return value ?? null;
}
