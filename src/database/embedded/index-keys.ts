import { createHash } from 'node:crypto';
import { EMPTY_ARRAY, encode } from './order.ts';
import { isDocument, valuesAt, type Document } from './documents.ts';
import { StoreError } from './errors.ts';

export type Direction = 1 | -1;

export interface IndexSpec {
  readonly id: number;
  readonly name: string;
  readonly key: Readonly<Record<string, Direction>>;
  readonly unique: boolean;
  readonly expireAfterSeconds?: number;
  /** Some document has an array in an indexed field, so that one document may stand under several keys. */
  multikey: boolean;
}

/** lmdb takes keys of 1978 bytes; longer ones are cut, and their hash keeps them apart. */
const LONGEST = 1900;
const CUT = 1800;

export function cutKey(key: Buffer): Buffer {
  if (key.length <= LONGEST) return key;
  return Buffer.concat([key.subarray(0, CUT), createHash('sha256').update(key).digest()]);
}

/** The beginning that all keys share which begin with these bytes, cut or not. */
export function cutPrefix(prefix: Buffer): Buffer {
  return prefix.length > CUT ? prefix.subarray(0, CUT) : prefix;
}

export function isCut(key: Buffer): boolean {
  return key.length >= CUT;
}

export function encodeDirected(value: unknown, direction: Direction): Buffer {
  return direct(encode(value), direction);
}

export function direct(encoded: Buffer, direction: Direction): Buffer {
  return direction === 1 ? encoded : Buffer.from(encoded.map((byte) => byte ^ 0xff));
}

/** The keys under which a document stands in an index. */
export function keysOf(document: Document, index: IndexSpec): { keys: Buffer[]; multikey: boolean } {
  const fields = Object.entries(index.key);
  const arrays = fields.flatMap(([path]) => arrayOn(document, path) ?? []);
  const tuples = arrays.length > 1 ? throughSharedArray(document, fields, arrays) : combine(document, fields);
  const keys = new Map(tuples.map((tuple) => [tuple.toString('latin1'), cutKey(tuple)]));
  return { keys: [...keys.values()], multikey: arrays.length > 0 };
}

type Field = [path: string, direction: Direction];

function combine(document: unknown, fields: Field[]): Buffer[] {
  return fields.reduce<Buffer[]>(
    (tuples, [path, direction]) => {
      const values = valuesToIndex(document, path).map((value) => encodeDirected(value, direction));
      return tuples.flatMap((tuple) => values.map((value) => Buffer.concat([tuple, value])));
    },
    [Buffer.alloc(0)],
  );
}

/** Fields of the same array's elements are combined per element. MongoDB allows no two arrays side by side. */
function throughSharedArray(document: Document, fields: Field[], arrays: ArrayOnPath[]): Buffer[] {
  const [shared, ...others] = arrays;
  if (!shared || others.some((other) => other.path !== shared.path || other.isEnd) || shared.isEnd)
    throw new StoreError(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${arrays.map(({ path }) => path).join('] [')}]`,
    );
  const inside = `${shared.path}.`;
  const elements = shared.elements.length > 0 ? shared.elements : [undefined];
  return elements.flatMap((element) => {
    const view = { element, document };
    return combine(
      view,
      fields.map(([path, direction]) => [
        path.startsWith(inside) ? `element.${path.slice(inside.length)}` : `document.${path}`,
        direction,
      ]),
    );
  });
}

function valuesToIndex(document: unknown, path: string): unknown[] {
  const values = valuesAt(document, path).flatMap((value) =>
    Array.isArray(value) ? (value.length > 0 ? (value as unknown[]) : [EMPTY_ARRAY]) : [value],
  );
  return values.length > 0 ? values : [null];
}

interface ArrayOnPath {
  readonly path: string;
  readonly elements: unknown[];
  readonly isEnd: boolean;
}

/** The first array that a path meets. */
function arrayOn(document: Document, path: string): ArrayOnPath | null {
  const names = path.split('.');
  let value: unknown = document;
  for (let depth = 0; ; depth++) {
    if (Array.isArray(value))
      return { path: names.slice(0, depth).join('.'), elements: value, isEnd: depth === names.length };
    const name = names[depth];
    if (name === undefined || !isDocument(value)) return null;
    value = value[name];
  }
}
