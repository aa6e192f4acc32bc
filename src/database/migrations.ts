import type { Connection } from 'mongoose';
import type { CollectionIndexes } from '../shared/index.ts';
import type { Migration } from './migrate.ts';

/**
 * The product's migrations. Those that a release contained are never changed; what comes later gets the next number.
 * A new database gets the indexes that the rooms state today; an index that is stated later also needs a migration.
 */
export function listMigrations(indexes: readonly CollectionIndexes[]): Migration[] {
  const stated = (connection: Connection): Promise<void> => createIndexes(connection, indexes);
  return [
    { number: 1, name: 'indexes', up: stated },
    { number: 2, name: 'indexes of the private log', up: stated },
    { number: 3, name: 'indexes of handing in and grading', up: stated },
  ];
}

async function createIndexes(
  connection: Connection,
  collections: readonly CollectionIndexes[],
): Promise<void> {
  for (const { collection, indexes } of collections)
    if (indexes.length > 0)
      await connection
        .collection(collection)
        .createIndexes(indexes.map((index) => ({ ...index, key: { ...index.key } })));
}
