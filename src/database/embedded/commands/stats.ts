import type { Document } from '../documents.ts';
import { databaseOf, namespaceOf, type Command, type Store } from './command.ts';

export const statsCommands: Record<string, Command> = {
  dbStats: { fields: ['scale', 'freeStorage'], run: dbStats },
  dbstats: { fields: ['scale', 'freeStorage'], run: dbStats },
  collStats: {
    fields: ['scale'],
    run: (store, command) => ({ ...collectionStats(store, namespaceOf(command, 'collStats')), ok: 1 }),
  },
};

/** Sizes are those of the documents; what the files take is known only for the whole store. */
export function collectionStats(store: Store, namespace: string): Document {
  const collection = store.storage.find(namespace);
  const { count, size } = collection ? store.records.measure(collection) : { count: 0, size: 0 };
  const names = (collection?.indexes ?? []).map(({ name }) => name);
  return {
    ...{
      ns: namespace,
      count,
      size,
      storageSize: size,
      totalSize: size,
      avgObjSize: count ? size / count : 0,
    },
    ...{
      nindexes: names.length,
      indexSizes: Object.fromEntries(names.map((name) => [name, 0])),
      totalIndexSize: 0,
    },
  };
}

function dbStats(store: Store, command: Document): Document {
  const database = databaseOf(command);
  const collections = [...store.storage.collections].filter(({ namespace }) =>
    namespace.startsWith(`${database}.`),
  );
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  const size = store.storage.size();
  return {
    ...{ db: database, collections: collections.length, views: 0 },
    objects: sum(collections.map((collection) => store.records.count(collection))),
    indexes: sum(collections.map(({ indexes }) => indexes.length)),
    ...{ dataSize: size, storageSize: size, indexSize: 0, totalSize: size, ok: 1 },
  };
}
