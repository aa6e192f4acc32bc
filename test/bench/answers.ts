import autocannon, { type Request, type Result } from 'autocannon';
import type { Child, LoopDelay } from './child.ts';
import { measureRounds, median } from './figures.ts';
import type { Sitting } from './quiz.ts';

const seconds = 3;
const plan = { warmUp: 1, rounds: 3, seconds: 15 };

export interface AnswerCost {
  readonly perSecond: number;
  /** CPU in ms of one stored answer. */
  readonly cpu: number;
  /** From the request to its answer, in ms. */
  readonly p50: number;
  readonly p99: number;
  readonly loopDelay: LoopDelay;
}

/** Every connection is a trainee who changes the answer to a question again and again, as the page's script sends it. */
export async function measureAnswers(
  server: Child,
  url: string,
  sittings: readonly Sitting[],
  overallRate?: number,
): Promise<AnswerCost> {
  const costs = await measureRounds(plan, () => storeAnswers(server, { url, sittings, overallRate }));
  const of = (pick: (cost: AnswerCost) => number): number => median(costs.map(pick));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    cpu: of(({ cpu }) => cpu),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    loopDelay: { p50: of(({ loopDelay }) => loopDelay.p50), p99: of(({ loopDelay }) => loopDelay.p99) },
  };
}

interface Load {
  readonly url: string;
  readonly sittings: readonly Sitting[];
  readonly overallRate: number | undefined;
}

async function storeAnswers(server: Child, { url, sittings, overallRate }: Load): Promise<AnswerCost> {
  const before = server.cpu();
  const results: Result[] = [];
  let nextSitting = 0;
  const loopDelay = await server.loopDelay(async () => {
    results.push(
      await autocannon({
        url,
        connections: sittings.length,
        duration: seconds,
        ...(overallRate === undefined ? {} : { overallRate }),
        setupClient: (client) => {
          const sitting = sittings[nextSitting++ % sittings.length];
          if (sitting) client.setRequests([savingRequest(sitting)]);
        },
      }),
    );
  });
  const [result] = results;
  if (!result || result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result?.non2xx} answers were refused, ${result?.errors} got no reply`);
  const { average, total } = result.requests;
  const { p50, p99 } = result.latency;
  return { perSecond: average, cpu: (server.cpu() - before) / total, p50, p99, loopDelay };
}

function savingRequest({ save, fields, right, wrong }: Sitting): Request {
  const page = `page-${Math.random().toString(36).slice(2, 10)}`;
  let sequence = 0;
  return {
    method: 'POST',
    path: new URL(save).pathname,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    setupRequest: (request) => {
      sequence += 1;
      const answer = sequence % 2 === 0 ? right : wrong;
      const body = new URLSearchParams({ ...fields, ...answer, page, sequence: String(sequence) });
      return { ...request, body: body.toString() };
    },
  };
}
