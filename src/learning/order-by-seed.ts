import { createHash } from 'node:crypto';

/**
 * The items in an order that depends on the seed and on nothing else: each is placed by the SHA-256 of seed, `purpose`
 * and its id, so that the same seed shows the same order again on any machine, and an item that is added or taken away
 * leaves the others in their order.
 */
export function orderBySeed<Item extends { readonly id: string }>(
  seed: string,
  purpose: string,
  items: readonly Item[],
): Item[] {
  return items
    .map((item) => ({ item, place: placeOf(seed, purpose, item.id) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ item }) => item);
}

function placeOf(seed: string, purpose: string, id: string): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, purpose, id]))
    .digest('hex');
}
