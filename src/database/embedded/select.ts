import { valuesAt, type Document } from './documents.ts';
import { StoreError } from './errors.ts';
import { isCut } from './index-keys.ts';
import { compileFilter } from './match.ts';
import { EMPTY_ARRAY, encode } from './order.ts';
import { plan, type Plan, type Sort } from './plan.ts';
import { numberIn, type Records, type StoredRecord } from './records.ts';
import type { CollectionSpec } from './storage.ts';

export interface Selection {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly skip?: number | undefined;
  /** 0 for all. */
  readonly limit?: number | undefined;
}

/** The documents that a filter allows, in the order asked for, or else as they were inserted or stand in an index. */
export function select(records: Records, collection: CollectionSpec, selection: Selection): StoredRecord[] {
  const { filter, skip = 0, limit = 0 } = selection;
  const sort = parseSort(selection.sort);
  const chosen = plan(collection, filter, sort);
  const end = limit > 0 ? skip + limit : Infinity;
  const streamed = chosen?.sorted || sort.length === 0;
  const walked = walk(records, collection, chosen);
  const found = collect(walked.records, { filter, end: streamed ? end : Infinity });
  if (sort.length === 0 || (streamed && !walked.metCutKey())) return found.slice(skip);
  const all = streamed ? collect(records.all(collection), { filter, end: Infinity }) : found;
  return sortBy(all, sort, (record) => record.document).slice(skip, end);
}

function collect(
  records: Iterable<StoredRecord>,
  { filter, end }: { filter: Document; end: number },
): StoredRecord[] {
  const holds = compileFilter(filter);
  const seen = new Set<string>();
  const found: StoredRecord[] = [];
  for (const record of records) {
    if (found.length >= end) break;
    if (!holds(record.document) || seen.has(record.number.toString('latin1'))) continue;
    seen.add(record.number.toString('latin1'));
    found.push(record);
  }
  return found;
}

interface Walk {
  readonly records: Iterable<StoredRecord>;
  /** Keys that were cut are not in order at their end. */
  metCutKey(): boolean;
}

function walk(records: Records, collection: CollectionSpec, chosen: Plan | null): Walk {
  let metCutKey = false;
  function* inIndex({ index, ranges }: Plan): Iterable<StoredRecord> {
    for (const range of ranges)
      for (const key of records.storage.keys(index.id, range)) {
        metCutKey ||= isCut(key);
        const record = records.get(collection, numberIn(key));
        if (record) yield record;
      }
  }
  return { records: chosen ? inIndex(chosen) : records.all(collection), metCutKey: () => metCutKey };
}

export function parseSort(sort: Document | undefined): Sort {
  return Object.entries(sort ?? {}).map(([path, direction]: [string, unknown]) => {
    if (direction !== 1 && direction !== -1)
      throw new StoreError(
        'BadValue',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`,
      );
    return [path, direction] as const;
  });
}

/** Sorts as MongoDB does: an array counts as its least element, or as its greatest in descending order. */
export function sortBy<T>(items: readonly T[], sort: Sort, documentOf: (item: T) => unknown): T[] {
  const keyed = items.map((item) => ({
    item,
    key: sort.map(([path, direction]) => sortKey(documentOf(item), path, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [i, [, direction]] of sort.entries()) {
      const order = (a.key[i] ?? NOTHING).compare(b.key[i] ?? NOTHING);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

const NOTHING = Buffer.alloc(0);

function sortKey(document: unknown, path: string, direction: number): Buffer {
  const values = valuesAt(document, path).flatMap((value) =>
    Array.isArray(value) ? (value.length > 0 ? (value as unknown[]) : [EMPTY_ARRAY]) : [value],
  );
  const keys = values.map(encode);
  return keys.reduce(
    (best, key) => (key.compare(best) * direction < 0 ? key : best),
    keys[0] ?? encode(null),
  );
}
