import autocannon from 'autocannon';
import type { Child } from './child.ts';
import { median } from './figures.ts';

const connections = 8;
/** Requests of one round, and those of the first one, which only lets the JIT compiler do its work. */
const amount = 300;
const warmUp = 1200;
const rounds = 5;

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
  const costs = pages.map((): PageCost[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, page] of pages.entries()) {
      const cost = await measurePage(page, round < 0 ? warmUp : amount);
      if (round >= 0) costs[index]?.push(cost);
    }
  }
  return costs.map((all, index) => ({
    name: pages[index]?.name ?? '',
    cpu: median(all.map(({ cpu }) => cpu)),
    perSecond: median(all.map(({ perSecond }) => perSecond)),
  }));
}

async function measurePage({ name, url, cookie, server }: MeasuredPage, requests: number): Promise<PageCost> {
  const before = server.cpu();
  const result = await autocannon({
    url,
    connections,
    amount: requests,
    headers: cookie ? { cookie } : {},
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} were no pages`);
  const { total, average } = result.requests;
  return { name, cpu: (server.cpu() - before) / total, perSecond: average };
}
