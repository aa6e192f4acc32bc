/** The part of autocannon that the benchmark uses. */
declare module 'autocannon' {
  export interface Request {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    setupRequest?(request: Request): Request;
  }

  interface Client {
    setRequests(requests: readonly Request[]): void;
  }

  interface Options extends Request {
    url: string;
    connections: number;
    /** Seconds, unless an amount of requests is given. */
    duration?: number;
    amount?: number;
    /** Requests a second of all connections together; as fast as answers come unless given. */
    overallRate?: number;
    setupClient?(client: Client): void;
  }

  export interface Result {
    /** Per second. */
    readonly requests: { readonly average: number; readonly total: number };
    /** In ms. */
    readonly latency: { readonly average: number; readonly p50: number; readonly p99: number };
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
  }

  export default function autocannon(options: Options): Promise<Result>;
}
