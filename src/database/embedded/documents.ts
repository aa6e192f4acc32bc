import { BSONRegExp, Binary, deserialize, ObjectId, serialize } from 'bson';
import { StoreError, unsupported } from './errors.ts';

/** A document as it is read from BSON. */
export interface Document {
  [name: string]: unknown;
}

export const MAX_DOCUMENT = 16 * 1024 * 1024;

/** Regular expressions stay BSONRegExp: as RegExp, bson would turn the option `s` into `g`, which remembers. */
export function parseDocument(bytes: Uint8Array): Document {
  return deserialize(bytes, { bsonRegExp: true });
}

export function formatDocument(document: Document): Buffer {
  const bytes = serialize(document, { ignoreUndefined: true });
  if (bytes.length > MAX_DOCUMENT)
    throw new StoreError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT}`,
    );
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Refuses what the store could not compare and sort as MongoDB does: Decimal128, numbers beyond 2^53, code, … */
export function checkStorable(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkStorable);
  else if (isDocument(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith('$'))
        throw new StoreError(
          'DollarPrefixedFieldName',
          `The dollar ($) prefixed field '${name}' is not allowed in the context of an update's replacement document`,
        );
      checkStorable(inner);
    }
  } else checkScalar(value);
}

function checkScalar(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Date || value instanceof ObjectId || value instanceof Binary) return;
  throw unsupported(`A value of the type ${typeName(value)}`);
}

/** The name that `$type` and error messages use. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Binary) return 'binData';
  if (value instanceof BSONRegExp) return 'regex';
  return isDocument(value) ? 'object' : value.constructor.name;
}

/**
 * All values that a dotted path leads to. Arrays on the way are entered, as MongoDB does; `undefined` stands for a
 * missing field; arrays at the end are given whole.
 */
export function valuesAt(value: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  collect(value, path.split('.'), found);
  return found;
}

function collect(value: unknown, [name, ...rest]: string[], found: unknown[]): void {
  if (name === undefined) found.push(value);
  else if (Array.isArray(value)) {
    if (/^\d+$/.test(name) && Number(name) < value.length) collect(value[Number(name)], rest, found);
    for (const element of value) if (isDocument(element)) collect(element, [name, ...rest], found);
  } else if (isDocument(value) && Object.hasOwn(value, name)) collect(value[name], rest, found);
  else found.push(undefined);
}
