import autocannon from 'autocannon';
import type { Child } from './child.ts';
import { measureRounds, median } from './figures.ts';

const connections = 8;
/** Requests of one round. */
const amount = 300;
const plan = { warmUp: 5, rounds: 5, seconds: 40 };

export interface MeasuredPage {
  readonly name: string;
  readonly url: string;
  readonly cookie: string;
  readonly server: Child;
}

export interface PageCost {
  readonly name: string;
  /** CPU in ms. */
  readonly cpu: number;
  readonly perSecond: number;
}

/** Every page in turn, round by round. */
export async function measurePages(pages: readonly MeasuredPage[]): Promise<PageCost[]> {
  const rounds = await measureRounds(plan, async () => {
    const costs: PageCost[] = [];
    for (const page of pages) costs.push(await measurePage(page));
    return costs;
  });
  return pages.map(({ name }, index) => {
    const all = rounds.flatMap((costs) => costs[index] ?? []);
    return {
      name,
      cpu: median(all.map(({ cpu }) => cpu)),
      perSecond: median(all.map(({ perSecond }) => perSecond)),
    };
  });
}

async function measurePage({ name, url, cookie, server }: MeasuredPage): Promise<PageCost> {
  const before = server.cpu();
  const result = await autocannon({
    url,
    connections,
    amount,
    headers: cookie ? { cookie } : {},
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} were no pages`);
  const { total } = result.requests;
  // autocannon ends on a full second only, so it is the latency that tells how many fit into one.
  const perSecond = (connections * 1000) / result.latency.average;
  return { name, cpu: (server.cpu() - before) / total, perSecond };
}
