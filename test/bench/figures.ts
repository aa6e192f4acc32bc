export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Does the work on every item, a few at a time. */
export async function forEach<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** How often something is measured; on a slow machine less often, so that the whole takes no longer. */
export interface Plan {
  /** Rounds that only let the JIT compiler do its work. */
  readonly warmUp: number;
  readonly rounds: number;
  readonly seconds: number;
}

/** Does the work round by round and returns what the rounds after the warm-up said, three of them at least. */
export async function measureRounds<Figure>(
  { warmUp, rounds, seconds }: Plan,
  work: () => Promise<Figure>,
): Promise<Figure[]> {
  const began = Date.now();
  const spent = (): number => (Date.now() - began) / 1000;
  for (let round = 0; round < warmUp && spent() < seconds * 0.6; round += 1) await work();
  const figures: Figure[] = [];
  while (figures.length < rounds && (figures.length < 3 || spent() < seconds)) figures.push(await work());
  return figures;
}
