import type { Cursors } from '../cursors.ts';
import { isDocument, type Document } from '../documents.ts';
import { StoreError, unsupported } from '../errors.ts';
import type { Records } from '../records.ts';
import type { CollectionSpec, Storage } from '../storage.ts';

/** What a command works on. */
export interface Store {
  readonly storage: Storage;
  readonly records: Records;
  readonly cursors: Cursors;
  readonly settings: { ttlMonitorSleepSecs: number };
}

/** One command: the fields it knows (any other is refused) and what it does. */
export interface Command {
  readonly fields: readonly string[];
  run(store: Store, command: Document): Document | Buffer | Promise<Document | Buffer>;
}

/** Fields that any command may carry. The store is one node with durable writes, so every concern holds. */
const common = [
  ...[
    '$db',
    'lsid',
    '$clusterTime',
    '$readPreference',
    'readConcern',
    'writeConcern',
    'comment',
    'maxTimeMS',
  ],
  ...['apiVersion', 'apiStrict', 'apiDeprecationErrors', 'client'],
];
const transactions = ['txnNumber', 'startTransaction', 'autocommit'];
const unsupportedFields = [
  'collation',
  'let',
  'hint',
  'min',
  'max',
  'tailable',
  'awaitData',
  'returnKey',
  'showRecordId',
  'encryptionInformation',
  'validator',
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
];

export function checkFields(name: string, command: Document, allowed: readonly string[]): void {
  for (const field of Object.keys(command)) {
    if (field === name || common.includes(field) || allowed.includes(field)) continue;
    if (transactions.includes(field))
      throw new StoreError(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      );
    if (unsupportedFields.includes(field)) throw unsupported(`The field '${name}.${field}'`);
    throw new StoreError('IDLUnknownField', `BSON field '${name}.${field}' is an unknown field.`);
  }
  const level: unknown = isDocument(command['readConcern']) ? command['readConcern']['level'] : undefined;
  if (level === 'snapshot') throw unsupported("Read concern 'snapshot'");
}

/** Refuses unknown fields inside one part of a command, such as one of several updates. */
export function checkPart(name: string, part: unknown, allowed: readonly string[]): Document {
  if (!isDocument(part)) throw new StoreError('TypeMismatch', `BSON field '${name}' is the wrong type`);
  for (const field of Object.keys(part)) {
    if (allowed.includes(field)) continue;
    if (unsupportedFields.includes(field)) throw unsupported(`The field '${name}.${field}'`);
    throw new StoreError('IDLUnknownField', `BSON field '${name}.${field}' is an unknown field.`);
  }
  return part;
}

export function namespaceOf(command: Document, name: string): string {
  const collection: unknown = command[name];
  if (
    typeof collection !== 'string' ||
    collection === '' ||
    collection.includes('\0') ||
    collection.includes('$')
  )
    throw new StoreError('InvalidNamespace', `Invalid collection name: ${String(collection)}`);
  return `${databaseOf(command)}.${collection}`;
}

export function databaseOf(command: Document): string {
  const database: unknown = command['$db'];
  if (typeof database !== 'string' || !/^[^\0/\\. "$]{1,63}$/.test(database))
    throw new StoreError('InvalidNamespace', `Invalid database name: '${String(database)}'`);
  return database;
}

/** Only inside `storage.write`: MongoDB makes a collection when the first document comes. */
export function collectionToWrite(store: Store, namespace: string): CollectionSpec {
  return store.storage.find(namespace) ?? store.storage.create(namespace);
}

export function optionalDocument(value: unknown, name: string): Document {
  if (value === undefined) return {};
  if (isDocument(value)) return value;
  throw new StoreError('TypeMismatch', `BSON field '${name}' is the wrong type, expected type 'object'`);
}

export function optionalCount(value: unknown, name: string): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0))
    return value;
  throw new StoreError('BadValue', `BSON field '${name}' must be a whole number from 0 up`);
}

export function optionalDocuments(value: unknown, name: string): Document[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isDocument)) return value;
  throw new StoreError(
    'TypeMismatch',
    `BSON field '${name}' is the wrong type, expected an array of objects`,
  );
}
