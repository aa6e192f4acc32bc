import { serialize } from 'bson';
import { isDocument, type Document } from '../documents.ts';
import { StoreError, unsupported } from '../errors.ts';
import type { Direction, IndexSpec } from '../index-keys.ts';
import { isSame } from '../order.ts';
import { compileFilter } from '../match.ts';
import type { CollectionSpec } from '../storage.ts';
import {
  collectionToWrite,
  databaseOf,
  namespaceOf,
  optionalDocument,
  optionalDocuments,
  type Command,
  type Store,
} from './command.ts';

export const schemaCommands: Record<string, Command> = {
  create: { fields: ['autoIndexId'], run: create },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  listCollections: {
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: listCollections,
  },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
};

function create(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'create');
  return store.storage.write(() => {
    if (store.storage.find(namespace))
      throw new StoreError('NamespaceExists', `Collection ${namespace} already exists.`);
    store.storage.create(namespace);
    return { ok: 1 };
  });
}

function drop(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'drop');
  return store.storage.write(() => {
    const collection = store.storage.find(namespace);
    if (collection) store.storage.drop(collection);
    return collection ? { nIndexesWas: collection.indexes.length, ns: namespace, ok: 1 } : { ok: 1 };
  });
}

function dropDatabase(store: Store, command: Document): Promise<Document> {
  const database = databaseOf(command);
  return store.storage.write(() => {
    for (const collection of collectionsOf(store, database)) store.storage.drop(collection);
    return { dropped: database, ok: 1 };
  });
}

function collectionsOf(store: Store, database: string): CollectionSpec[] {
  return [...store.storage.collections].filter(({ namespace }) => namespace.startsWith(`${database}.`));
}

function createIndexes(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'createIndexes');
  const specs = optionalDocuments(command['indexes'], 'createIndexes.indexes').map(parseIndex);
  return store.storage.write(() => {
    const isNew = !store.storage.find(namespace);
    const collection = collectionToWrite(store, namespace);
    const before = collection.indexes.length;
    for (const spec of specs) if (!isPresent(collection, spec)) addIndex(store, collection, spec);
    const counts = { numIndexesBefore: before, numIndexesAfter: collection.indexes.length };
    return { ...counts, createdCollectionAutomatically: isNew, ok: 1 };
  });
}

/** A refused index leaves nothing behind. */
function addIndex(store: Store, collection: CollectionSpec, spec: Omit<IndexSpec, 'id'>): void {
  const index = store.storage.addIndex(collection, spec);
  try {
    store.records.index(collection, index);
  } catch (error) {
    store.storage.dropIndex(collection, index);
    throw error;
  }
}

const ignoredOptions = ['v', 'background', 'ns'];
const unsupportedOptions = [
  'sparse',
  'partialFilterExpression',
  'collation',
  'hidden',
  'wildcardProjection',
  'weights',
  'default_language',
];

function parseIndex(spec: Document): Omit<IndexSpec, 'id'> {
  const { key, name, unique, expireAfterSeconds, ...others } = spec;
  for (const [option, value] of Object.entries(others)) {
    if (unsupportedOptions.includes(option) && value) throw unsupported(`The index option '${option}'`);
    if (!ignoredOptions.includes(option) && value)
      throw new StoreError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification.`,
      );
  }
  if (!isDocument(key) || typeof name !== 'string')
    throw new StoreError('FailedToParse', "An index needs 'key' and 'name'");
  for (const [path, direction] of Object.entries(key))
    if ((direction !== 1 && direction !== -1) || path.includes('$'))
      throw unsupported(`An index of the kind { ${path}: ${String(direction)} }`);
  const ttl = parseExpiry(expireAfterSeconds, key);
  return { name, key: key as Record<string, Direction>, unique: Boolean(unique), multikey: false, ...ttl };
}

function parseExpiry(seconds: unknown, key: Document): { expireAfterSeconds?: number } {
  if (seconds === undefined) return {};
  if (typeof seconds !== 'number' || seconds < 0 || Object.keys(key).length !== 1)
    throw new StoreError('CannotCreateIndex', 'TTL index needs one field and a number of seconds from 0 up');
  return { expireAfterSeconds: seconds };
}

function isPresent(collection: CollectionSpec, spec: Omit<IndexSpec, 'id'>): boolean {
  const byKey = collection.indexes.find(({ key }) => isSame(key, spec.key));
  const byName = collection.indexes.find(({ name }) => name === spec.name);
  if (byName && byName !== byKey)
    throw new StoreError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${spec.name}`,
    );
  if (!byKey || byKey.name === '_id_') return byKey !== undefined;
  const isEqual =
    byKey.name === spec.name &&
    byKey.unique === spec.unique &&
    byKey.expireAfterSeconds === spec.expireAfterSeconds;
  if (!isEqual)
    throw new StoreError(
      'IndexOptionsConflict',
      `An equivalent index already exists with a different name or options: ${byKey.name}`,
    );
  return true;
}

function dropIndexes(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'dropIndexes');
  return store.storage.write(() => {
    const collection = getCollection(store, namespace);
    const nIndexesWas = collection.indexes.length;
    for (const index of indexesNamed(collection, command['index']))
      store.storage.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  });
}

function indexesNamed(collection: CollectionSpec, wanted: unknown): IndexSpec[] {
  const droppable = collection.indexes.filter(({ name }) => name !== '_id_');
  if (wanted === '*') return droppable;
  const found = droppable.filter(
    ({ name, key }) => [wanted].flat().includes(name) || (isDocument(wanted) && isSame(key, wanted)),
  );
  if (found.length === 0)
    throw new StoreError('IndexNotFound', `index not found with name [${String(wanted)}]`);
  return found;
}

function getCollection(store: Store, namespace: string): CollectionSpec {
  const collection = store.storage.find(namespace);
  if (!collection) throw new StoreError('NamespaceNotFound', `ns does not exist: ${namespace}`);
  return collection;
}

function listIndexes(store: Store, command: Document): Buffer {
  const namespace = namespaceOf(command, 'listIndexes');
  const indexes = getCollection(store, namespace).indexes.map(
    ({ name, key, unique, expireAfterSeconds }) => ({
      ...{ v: 2, key, name },
      ...(unique && name !== '_id_' ? { unique } : {}),
      ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
    }),
  );
  return listed(store, namespace, indexes);
}

function listCollections(store: Store, command: Document): Buffer {
  const database = databaseOf(command);
  const holds = compileFilter(optionalDocument(command['filter'], 'listCollections.filter'));
  const collections = collectionsOf(store, database).map(({ namespace }) => ({
    ...{ name: namespace.slice(database.length + 1), type: 'collection' },
    ...(command['nameOnly']
      ? {}
      : { options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } }),
  }));
  return listed(store, `${database}.$cmd.listCollections`, collections.filter(holds));
}

function listed(store: Store, namespace: string, documents: Document[]): Buffer {
  return store.cursors.open(
    { namespace, documents: documents.map((document) => serialize(document)) },
    { batchSize: Infinity },
  );
}

function listDatabases(store: Store, command: Document): Document {
  const holds = compileFilter(optionalDocument(command['filter'], 'listDatabases.filter'));
  const names = new Set([...store.storage.collections].map(({ namespace }) => namespace.split('.')[0] ?? ''));
  const databases = [...names]
    .map((name) => ({ name, sizeOnDisk: store.storage.size(), empty: false }))
    .filter(holds);
  const shown = command['nameOnly'] ? databases.map(({ name }) => ({ name })) : databases;
  return { databases: shown, totalSize: store.storage.size(), ok: 1 };
}
