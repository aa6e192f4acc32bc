import { Binary, BSONRegExp, ObjectId } from 'bson';
import { unsupported } from './errors.ts';
import { isDocument, typeName } from './documents.ts';

/**
 * Values as bytes that compare as MongoDB compares values
 * (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/). Index keys, sorting, equality and
 * ranges all rest on this one order. No encoding is the beginning of another one.
 */
const type = {
  emptyArray: 0x08,
  null: 0x0a,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x40,
  binary: 0x50,
  objectId: 0x60,
  bool: 0x70,
  date: 0x80,
  regex: 0x90,
} as const;

/** Stands in an index for an array without elements. */
export const EMPTY_ARRAY = Symbol('empty array');

export function encode(value: unknown): Buffer {
  if (typeof value === 'string') return encodeString(type.string, value);
  if (typeof value === 'number') return encodeNumber(type.number, value);
  if (value === null || value === undefined) return Buffer.of(type.null);
  if (typeof value === 'boolean') return Buffer.of(type.bool, value ? 1 : 0);
  if (value instanceof Date) return encodeNumber(type.date, value.getTime());
  if (value instanceof ObjectId) return Buffer.concat([Buffer.of(type.objectId), value.id]);
  if (Array.isArray(value)) return encodeList(type.array, value.map(encode));
  if (isDocument(value)) return encodeList(type.object, Object.entries(value).map(encodeField));
  if (value instanceof Binary) return encodeBinary(value);
  if (value instanceof BSONRegExp) return encodeString(type.regex, `${value.pattern}/${value.options}`);
  if (value === EMPTY_ARRAY) return Buffer.of(type.emptyArray);
  throw unsupported(`Comparing with a value of the type ${typeName(value)}`);
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a === 'string' || typeof a === 'number' || typeof b === 'string' || typeof b === 'number')
    return false;
  return encode(a).equals(encode(b));
}

/** Only values of the same type are in an order that `$gt` and the like see. */
export function isSameType(a: Buffer, b: Buffer): boolean {
  return a[0] === b[0];
}

/** The bytes between which all values of the type of this encoded value lie. */
export function typeBounds(encoded: Buffer): { low: Buffer; high: Buffer } {
  const first = encoded[0] ?? 0;
  return { low: Buffer.of(first), high: Buffer.of(first + 1) };
}

function encodeNumber(kind: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = kind;
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  const mask = (bytes[1] ?? 0) & 0x80 ? 0xff : 0;
  if (mask === 0) bytes[1] = (bytes[1] ?? 0) | 0x80;
  else for (let i = 1; i < 9; i++) bytes[i] = (bytes[i] ?? 0) ^ mask;
  return bytes;
}

/** A zero byte inside is followed by another character, so that the two zero bytes at the end are the least of all. */
function encodeString(kind: number, value: string): Buffer {
  const text = Buffer.from(value.includes('\0') ? value.replaceAll('\0', '\0\u00ff') : value);
  const bytes = Buffer.alloc(text.length + 3);
  bytes[0] = kind;
  text.copy(bytes, 1);
  return bytes;
}

function encodeField([name, value]: [string, unknown]): Buffer {
  const bytes = encode(value);
  return Buffer.concat([bytes.subarray(0, 1), encodeString(type.string, name), bytes]);
}

function encodeList(kind: number, items: Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(kind), ...items, Buffer.of(0)]);
}

function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(6);
  head[0] = type.binary;
  head.writeUInt32BE(value.length(), 1);
  head[5] = value.sub_type;
  return Buffer.concat([head, value.value().subarray(0, value.length())]);
}
