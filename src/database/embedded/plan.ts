import type { Document } from './documents.ts';
import { BSONRegExp } from 'bson';
import { cutPrefix, direct, type IndexSpec } from './index-keys.ts';
import { isOperators } from './match.ts';
import { encode, typeBounds } from './order.ts';
import { END, type CollectionSpec, type Range } from './storage.ts';

/** Which index to walk, and where. What it leads to may be more than the filter allows, never less. */
export interface Plan {
  readonly index: IndexSpec;
  readonly ranges: readonly Range[];
  /** Walking the one range gives the documents in the order of the sort. */
  readonly sorted: boolean;
}

interface Bounds {
  readonly equal?: readonly Buffer[];
  readonly low?: Buffer;
  readonly high?: Buffer;
}

export type Sort = readonly (readonly [path: string, direction: number])[];

/** Chooses the index that narrows a filter most, or one that gives the sort for nothing; null for a full scan. */
export function plan(collection: CollectionSpec, filter: Document, sort: Sort): Plan | null {
  const bounds = boundsOf(filter);
  let best: { plan: Plan; score: number } | null = null;
  for (const index of collection.indexes) {
    const candidate = tryIndex(index, bounds, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.plan ?? null;
}

const MOST_RANGES = 1000;

function tryIndex(
  index: IndexSpec,
  bounds: Map<string, Bounds>,
  sort: Sort,
): { plan: Plan; score: number } | null {
  let prefixes = [Buffer.alloc(0)];
  const fields = Object.entries(index.key);
  let used = 0;
  for (const [path, direction] of fields) {
    const equal = bounds.get(path)?.equal;
    if (
      !equal ||
      prefixes.length * equal.length > MOST_RANGES ||
      (index.multikey && isSharedArray(fields, used))
    )
      break;
    prefixes = prefixes.flatMap((prefix) =>
      equal.map((value) => Buffer.concat([prefix, direct(value, direction)])),
    );
    used++;
  }
  const next = fields[used];
  const range = next && !(index.multikey && isSharedArray(fields, used)) ? bounds.get(next[0]) : undefined;
  const isRange = range !== undefined && !range.equal;
  const order = prefixes.length === 1 && !index.multikey ? orderGiven(fields.slice(used), sort) : null;
  if (used === 0 && !isRange && (!order || sort.length === 0)) return null;
  const ranges = prefixes.map((prefix) =>
    rangeOf(prefix, { bounds: isRange ? range : {}, direction: next?.[1] ?? 1, multikey: index.multikey }),
  );
  const full = used === fields.length && index.unique ? 100 : 0;
  const score = full + used * 10 + (isRange ? 4 : 0) + (order && sort.length > 0 ? 3 : 0);
  return {
    plan: {
      index,
      sorted: order !== null,
      ranges: ranges.map((one) => ({ ...one, reverse: order === 'backward' })),
    },
    score,
  };
}

/**
 * In an index over several fields of one array's elements, conditions on two fields may be met by two elements, so
 * only the first of the fields narrows.
 */
function isSharedArray(fields: [string, unknown][], position: number): boolean {
  const root = (at: number) => fields[at]?.[0].split('.')[0];
  return fields.slice(0, position).some((_, earlier) => root(earlier) === root(position));
}

function orderGiven(rest: [string, number][], sort: Sort): 'forward' | 'backward' | null {
  if (sort.length === 0) return 'forward';
  if (sort.length > rest.length || sort.some(([path], i) => rest[i]?.[0] !== path)) return null;
  if (sort.every(([, direction], i) => rest[i]?.[1] === direction)) return 'forward';
  return sort.every(([, direction], i) => rest[i]?.[1] === -direction) ? 'backward' : null;
}

function rangeOf(
  prefix: Buffer,
  { bounds, direction, multikey }: { bounds: Bounds; direction: 1 | -1; multikey: boolean },
): Range {
  let { low, high } = bounds;
  if (multikey && low && high) high = typeBounds(low).high;
  if (direction === -1) [low, high] = [high && direct(high, -1), low && direct(low, -1)];
  const start = cutPrefix(Buffer.concat([prefix, low ?? Buffer.alloc(0)]));
  const end = cutPrefix(Buffer.concat([prefix, high ?? Buffer.alloc(0)]));
  return { low: start, high: Buffer.concat([end, END]) };
}

/** What a filter surely says of each path: a value of a list, or a range. Everything else is left to the filter. */
function boundsOf(filter: Document): Map<string, Bounds> {
  const found = new Map<string, Bounds>();
  const add = (path: string, condition: unknown) => {
    const bounds = boundsOfCondition(condition);
    if (bounds && !found.get(path)?.equal) found.set(path, bounds);
  };
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and')
      for (const part of condition as Document[])
        boundsOf(part).forEach((bounds, path) => !found.has(path) && found.set(path, bounds));
    else if (!name.startsWith('$')) add(name, condition);
  }
  return found;
}

function boundsOfCondition(condition: unknown): Bounds | null {
  if (!isOperators(condition)) return isIndexable(condition) ? { equal: [encode(condition)] } : null;
  const { $eq, $in, $gt, $gte, $lt, $lte } = condition;
  if ('$eq' in condition) return isIndexable($eq) ? { equal: [encode($eq)] } : null;
  if (Array.isArray($in)) return $in.every(isIndexable) ? { equal: distinct($in.map(encode)) } : null;
  const low: unknown = $gt ?? $gte;
  const high: unknown = $lt ?? $lte;
  const known = low ?? high;
  if (known === undefined || known === null || !isIndexable(known)) return null;
  const whole = typeBounds(encode(known));
  return {
    low: low === undefined ? whole.low : encode(low),
    high: high === undefined ? whole.high : encode(high),
  };
}

/** An array as a value may also be an element; a regular expression is a test. */
function isIndexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp) && value !== undefined;
}

function distinct(values: Buffer[]): Buffer[] {
  const sorted = values.sort((a, b) => a.compare(b));
  return sorted.filter((value, i) => i === 0 || !sorted[i - 1]?.equals(value));
}
