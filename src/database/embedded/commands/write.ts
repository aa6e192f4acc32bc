import { checkStorable, isDocument, type Document } from '../documents.ts';
import { describeError, StoreError } from '../errors.ts';
import { compileFilter } from '../match.ts';
import { compileProjection } from '../project.ts';
import { select } from '../select.ts';
import type { CollectionSpec } from '../storage.ts';
import { compileUpdate, isReplacement, upsertBase, withNewId, type Update } from '../update.ts';
import {
  checkPart,
  collectionToWrite,
  namespaceOf,
  optionalDocument,
  optionalDocuments,
  type Command,
  type Store,
} from './command.ts';

const findAndModifyCommand: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'bypassDocumentValidation',
  ],
  run: findAndModify,
};

export const writeCommands: Record<string, Command> = {
  insert: { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { fields: ['updates', 'ordered', 'bypassDocumentValidation'], run: update },
  delete: { fields: ['deletes', 'ordered'], run: remove },
  findAndModify: findAndModifyCommand,
  findandmodify: findAndModifyCommand,
};

/** Runs each part of a command, and collects the refusals; after one, an ordered command stops. */
function eachPart(
  command: Document,
  parts: Document[],
  run: (part: Document, index: number) => void,
): Document {
  const writeErrors: Document[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      run(part, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      writeErrors.push({ index, ...describeError(error) });
      if (command['ordered'] !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors, ok: 1 } : { ok: 1 };
}

function insert(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'insert');
  const documents = optionalDocuments(command['documents'], 'insert.documents');
  return store.storage.write(() => {
    let n = 0;
    const outcome = eachPart(command, documents, (document) => {
      checkStorable(document);
      store.records.insert(collectionToWrite(store, namespace), withNewId(document));
      n++;
    });
    return { n, ...outcome };
  });
}

function update(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'update');
  const updates = optionalDocuments(command['updates'], 'update.updates');
  return store.storage.write(() => {
    const counts = { n: 0, nModified: 0 };
    const upserted: Document[] = [];
    const outcome = eachPart(command, updates, (part, index) => {
      const result = updateOnce(store, namespace, part);
      counts.n += result.n;
      counts.nModified += result.nModified;
      if (result.upserted !== undefined) upserted.push({ index, _id: result.upserted });
    });
    return { ...counts, ...(upserted.length > 0 ? { upserted } : {}), ...outcome };
  });
}

const updateFields = ['q', 'u', 'multi', 'upsert', 'arrayFilters'];

function updateOnce(
  store: Store,
  namespace: string,
  part: Document,
): { n: number; nModified: number; upserted?: unknown } {
  const { q, u, multi, upsert, arrayFilters } = checkPart('update.updates', part, updateFields);
  const filter = optionalDocument(q, 'update.updates.q');
  if (multi && isReplacement(u))
    throw new StoreError('FailedToParse', 'multi update is not supported for replacement-style update');
  const change = compileUpdate(u, optionalDocuments(arrayFilters, 'update.updates.arrayFilters'));
  const collection = existing(store, namespace, { filter, upsert });
  const found = collection ? select(store.records, collection, { filter, limit: multi ? 0 : 1 }) : [];
  if (collection && found.length === 0 && upsert) {
    const document = upsertOne(store, collection, { filter, change });
    return { n: 1, nModified: 0, upserted: document['_id'] };
  }
  let nModified = 0;
  for (const record of found)
    if (
      collection &&
      store.records.replace(collection, record, change(record.document, { filter, isInsert: false }))
    )
      nModified++;
  return { n: found.length, nModified };
}

/** An upsert makes the collection; a filter is checked even where there is nothing to filter. */
function existing(
  store: Store,
  namespace: string,
  { filter, upsert }: { filter: Document; upsert: unknown },
): CollectionSpec | undefined {
  compileFilter(filter);
  return upsert ? collectionToWrite(store, namespace) : store.storage.find(namespace);
}

function upsertOne(
  store: Store,
  collection: CollectionSpec,
  { filter, change }: { filter: Document; change: Update },
): Document {
  const document = withNewId(change(upsertBase(filter), { filter, isInsert: true }));
  checkStorable(document);
  store.records.insert(collection, document);
  return document;
}

function remove(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'delete');
  const deletes = optionalDocuments(command['deletes'], 'delete.deletes');
  return store.storage.write(() => {
    let n = 0;
    const outcome = eachPart(command, deletes, (part) => {
      const { q, limit } = checkPart('delete.deletes', part, ['q', 'limit']);
      const filter = optionalDocument(q, 'delete.deletes.q');
      const collection = existing(store, namespace, { filter, upsert: false });
      const found = collection ? select(store.records, collection, { filter, limit: oneOrAll(limit) }) : [];
      for (const record of found) if (collection) store.records.remove(collection, record);
      n += found.length;
    });
    return { n, ...outcome };
  });
}

function oneOrAll(limit: unknown): number {
  if (limit === 0 || limit === 1) return limit;
  throw new StoreError('FailedToParse', 'The limit field in delete objects must be 0 or 1.');
}

function findAndModify(store: Store, command: Document): Promise<Document> {
  const namespace = namespaceOf(command, 'findAndModify' in command ? 'findAndModify' : 'findandmodify');
  const { remove: removes, update: change } = command;
  const filter = optionalDocument(command['query'], 'findAndModify.query');
  const project = compileProjection(optionalDocument(command['fields'], 'findAndModify.fields'));
  if (Boolean(removes) === (change !== undefined))
    throw new StoreError('FailedToParse', 'Either an update or remove=true must be specified');
  return store.storage.write(() => {
    const collection = existing(store, namespace, { filter, upsert: command['upsert'] });
    const result = modifyOne(store, collection, { command, filter });
    const value = isDocument(result.value) && project ? project(result.value) : result.value;
    return { lastErrorObject: result.lastErrorObject, value, ok: 1 };
  });
}

interface Modified {
  readonly value: Document | null;
  readonly lastErrorObject: Document;
}

function modifyOne(
  store: Store,
  collection: CollectionSpec | undefined,
  { command, filter }: { command: Document; filter: Document },
): Modified {
  const removes = Boolean(command['remove']);
  const change = removes
    ? null
    : compileUpdate(
        command['update'],
        optionalDocuments(command['arrayFilters'], 'findAndModify.arrayFilters'),
      );
  const sort = optionalDocument(command['sort'], 'findAndModify.sort');
  const [record] = collection ? select(store.records, collection, { filter, sort, limit: 1 }) : [];
  const wantsNew = Boolean(command['new']);
  if (!collection || !record) {
    if (!collection || !change || !command['upsert'])
      return { value: null, lastErrorObject: { n: 0, ...(removes ? {} : { updatedExisting: false }) } };
    const document = upsertOne(store, collection, { filter, change });
    return {
      value: wantsNew ? document : null,
      lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] },
    };
  }
  if (!change) {
    store.records.remove(collection, record);
    return { value: record.document, lastErrorObject: { n: 1 } };
  }
  const document = change(record.document, { filter, isInsert: false });
  store.records.replace(collection, record, document);
  return { value: wantsNew ? document : record.document, lastErrorObject: { n: 1, updatedExisting: true } };
}
