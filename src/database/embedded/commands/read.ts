import { Long, serialize } from 'bson';
import { aggregate, runStages } from '../aggregate.ts';
import { StoreError } from '../errors.ts';
import { compileFilter } from '../match.ts';
import { encode } from '../order.ts';
import { compileProjection } from '../project.ts';
import { parseSort, select } from '../select.ts';
import { valuesAt, type Document } from '../documents.ts';
import {
  databaseOf,
  namespaceOf,
  optionalCount,
  optionalDocument,
  optionalDocuments,
  type Command,
  type Store,
} from './command.ts';
import { collectionStats } from './stats.ts';

export const readCommands: Record<string, Command> = {
  find: {
    fields: [
      'find',
      'filter',
      'sort',
      'projection',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'noCursorTimeout',
      'allowDiskUse',
    ],
    run: find,
  },
  aggregate: {
    fields: ['pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation'],
    run: runAggregate,
  },
  count: { fields: ['query', 'limit', 'skip'], run: count },
  distinct: { fields: ['key', 'query'], run: distinct },
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
};

function find(store: Store, command: Document): Buffer {
  const namespace = namespaceOf(command, 'find');
  const project = compileProjection(optionalDocument(command['projection'], 'find.projection'));
  const found = selectFrom(store, namespace, {
    filter: optionalDocument(command['filter'], 'find.filter'),
    sort: optionalDocument(command['sort'], 'find.sort'),
    skip: optionalCount(command['skip'], 'find.skip'),
    limit: optionalCount(command['limit'], 'find.limit'),
  });
  const documents = project
    ? found.map(({ document }) => serialize(project(document)))
    : found.map(({ bytes }) => bytes);
  return store.cursors.open({ namespace, documents }, batching(command, command['singleBatch'] === true));
}

function selectFrom(
  store: Store,
  namespace: string,
  selection: Parameters<typeof select>[2],
): ReturnType<typeof select> {
  const collection = store.storage.find(namespace);
  if (collection) return select(store.records, collection, selection);
  compileFilter(selection.filter);
  parseSort(selection.sort);
  return [];
}

function batching(command: Document, single: boolean): { batchSize?: number; single: boolean } {
  const batchSize = optionalCount(command['batchSize'], 'batchSize');
  return batchSize === undefined ? { single } : { batchSize, single };
}

function runAggregate(store: Store, command: Document): Buffer {
  const target: unknown = command['aggregate'];
  if (target === 1)
    throw new StoreError('CommandNotSupported', 'Aggregations on a whole database are not supported');
  const namespace = namespaceOf(command, 'aggregate');
  const cursor = optionalDocument(command['cursor'], 'aggregate.cursor');
  const pipeline = optionalDocuments(command['pipeline'], 'aggregate.pipeline');
  const [first, ...rest] = pipeline;
  const results =
    first && '$collStats' in first
      ? runStages(rest, () => [describeCollection(store, namespace)])
      : aggregate(pipeline, (selection) =>
          selectFrom(store, namespace, selection).map(({ document }) => document),
        );
  return store.cursors.open(
    { namespace, documents: results.map((one) => serialize(one, { ignoreUndefined: true })) },
    batching(cursor, false),
  );
}

/** What Compass and mongosh ask for by a `$collStats` stage. */
function describeCollection(store: Store, namespace: string): Document {
  const storageStats = collectionStats(store, namespace);
  return { ns: namespace, localTime: new Date(), storageStats, count: storageStats['count'] };
}

function count(store: Store, command: Document): Document {
  const namespace = namespaceOf(command, 'count');
  const filter = optionalDocument(command['query'], 'count.query');
  const skip = optionalCount(command['skip'], 'count.skip');
  const limit = optionalCount(command['limit'], 'count.limit');
  const collection = store.storage.find(namespace);
  const isPlain = Object.keys(filter).length === 0 && !skip && !limit;
  if (collection && isPlain) return { n: store.records.count(collection), ok: 1 };
  return { n: selectFrom(store, namespace, { filter, skip, limit }).length, ok: 1 };
}

function distinct(store: Store, command: Document): Document {
  const key: unknown = command['key'];
  if (typeof key !== 'string')
    throw new StoreError('TypeMismatch', "BSON field 'distinct.key' is the wrong type");
  const found = selectFrom(store, namespaceOf(command, 'distinct'), {
    filter: optionalDocument(command['query'], 'distinct.query'),
  });
  const values = new Map<string, unknown>();
  for (const { document } of found)
    for (const value of valuesAt(document, key).flat())
      if (value !== undefined) values.set(encode(value).toString('latin1'), value);
  return { values: [...values.values()], ok: 1 };
}

function getMore(store: Store, command: Document): Buffer {
  const id = Number(command['getMore']);
  const namespace = namespaceOf(command, 'collection');
  return store.cursors.more(id, namespace, optionalCount(command['batchSize'], 'getMore.batchSize'));
}

function killCursors(store: Store, command: Document): Document {
  databaseOf(command);
  const ids = (Array.isArray(command['cursors']) ? command['cursors'] : []).map(Number);
  const killed = ids.filter((id) => store.cursors.kill(id));
  const asLong = (list: number[]) => list.map((id) => Long.fromNumber(id));
  const missing = ids.filter((id) => !killed.includes(id));
  return {
    cursorsKilled: asLong(killed),
    cursorsNotFound: asLong(missing),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
}
