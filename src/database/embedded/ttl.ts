import { compileFilter } from './match.ts';
import { encode, typeBounds } from './order.ts';
import { direct } from './index-keys.ts';
import type { Store } from './commands/command.ts';
import { END } from './storage.ts';

/** Removes documents whose time is over, in small portions, so that other writes come in between. */
export async function removeExpired({ storage, records }: Store, now: Date): Promise<void> {
  for (const { namespace, indexes } of [...storage.collections])
    for (const { name } of indexes) while ((await removeSome({ namespace, name })) === PORTION);

  function removeSome({ namespace, name }: { namespace: string; name: string }): Promise<number> {
    return storage.write(() => {
      const collection = storage.find(namespace);
      const index = collection?.indexes.find((one) => one.name === name);
      const [field] = Object.entries(index?.key ?? {});
      if (!collection || !index || !field || index.expireAfterSeconds === undefined) return 0;
      const limit = new Date(now.getTime() - index.expireAfterSeconds * 1000);
      const isExpired = compileFilter({ [field[0]]: { $lte: limit } });
      const [low, high] = [typeBounds(encode(limit)).low, encode(limit)].map((bound) =>
        direct(bound, field[1]),
      );
      const range = field[1] === 1 ? { low, high } : { low: high, high: low };
      const expired = [];
      for (const record of records.inIndex(collection, index, {
        low: range.low ?? END,
        high: Buffer.concat([range.high ?? END, END]),
      }))
        if (isExpired(record.document) && expired.push(record) === PORTION) break;
      for (const record of expired) records.remove(collection, record);
      return expired.length;
    });
  }
}

const PORTION = 500;
