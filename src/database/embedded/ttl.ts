import type { Store } from './commands/command.ts';
import { select } from './select.ts';

const PORTION = 500;

/** Removes documents whose time is over, in small portions, so that other writes come in between. */
export async function removeExpired(store: Store, now: Date): Promise<void> {
  for (const { namespace, indexes } of [...store.storage.collections])
    for (const { key, expireAfterSeconds } of indexes) {
      const [path] = Object.keys(key);
      if (path === undefined || expireAfterSeconds === undefined) continue;
      const filter = { [path]: { $lte: new Date(now.getTime() - expireAfterSeconds * 1000) } };
      while ((await removeSome(store, namespace, filter)) === PORTION);
    }
}

function removeSome({ storage, records }: Store, namespace: string, filter: object): Promise<number> {
  return storage.write(() => {
    const collection = storage.find(namespace);
    if (!collection) return 0;
    const expired = select(records, collection, { filter: { ...filter }, limit: PORTION });
    for (const record of expired) records.remove(collection, record);
    return expired.length;
  });
}
