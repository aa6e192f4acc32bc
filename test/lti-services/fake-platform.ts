import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** What a platform may do wrong with a request: answer so, never answer, or break the connection. */
export type Fault = Reply | 'silence' | 'hang-up' | undefined;

export interface PostedScore {
  readonly userId: string;
  readonly timestamp: string;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly comment?: string;
}

export interface FakePlatform {
  readonly url: string;
  readonly seen: Seen[];
  /** The scores taken, by line item path and user, in the order of their arrival. */
  readonly taken: Map<string, PostedScore[]>;
  readonly lineItems: object[];
  /** Decides before anything else; set it to make the platform fail. */
  fault: (request: Seen) => Fault;
  /** Tokens given out so far are no longer known. */
  forgetTokens(): void;
  close(): Promise<void>;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
}

/** An LMS's services with Moodle's rules (tokens, exact media types, a second between timestamps) and faults on demand. */
export async function openFakePlatform(): Promise<FakePlatform> {
  let tokens = new Set<string>();
  let issued = 0;
  let server: Server | null = null;
  let port = 0;

  const platform: FakePlatform = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    seen: [],
    taken: new Map(),
    lineItems: [],
    fault: () => undefined,
    forgetTokens: () => (tokens = new Set()),
    close: () => platform.goDown(),
    goDown: () =>
      new Promise((resolve) => {
        server?.closeAllConnections();
        if (server) server.close(() => resolve());
        else resolve();
        server = null;
      }),
    comeUp: () =>
      new Promise((resolve) => {
        if (server) {
          resolve();
          return;
        }
        server = createServer((req, res) => {
          void handle(req).then((reply) => {
            if (reply === 'silence') return;
            if (reply === 'hang-up') req.socket.destroy();
            else res.writeHead(reply?.status ?? 404, reply?.headers).end(reply?.body ?? '');
          });
        });
        server.listen(port, '127.0.0.1', () => {
          port = (server?.address() as AddressInfo).port;
          resolve();
        });
      }),
  };

  async function handle(req: IncomingMessage): Promise<Fault> {
    const seen = {
      method: req.method ?? '',
      path: req.url ?? '',
      headers: req.headers,
      body: await text(req),
    };
    platform.seen.push(seen);
    const fault = platform.fault(seen);
    if (fault !== undefined) return fault;
    const { pathname } = new URL(seen.path, platform.url);
    if (pathname === '/token') return giveToken();
    if (!tokens.has(seen.headers.authorization?.replace('Bearer ', '') ?? '')) return { status: 401 };
    if (pathname.endsWith('/scores')) return takeScore(seen, pathname);
    if (pathname === '/lineitems') return serveLineItems(seen);
    return { status: 404 };
  }

  function giveToken(): Reply {
    const token = `token-${(issued += 1)}`;
    tokens.add(token);
    return {
      status: 200,
      body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }),
    };
  }

  function takeScore({ headers, body }: Seen, path: string): Reply {
    if (headers['content-type'] !== 'application/vnd.ims.lis.v1.score+json')
      return { status: 400, body: 'No handler found' };
    if (body.includes('\n')) return { status: 200, body: '[]' };
    const score = JSON.parse(body) as PostedScore;
    const key = `${path} ${score.userId}`;
    const earlier = platform.taken.get(key) ?? [];
    const last = earlier.at(-1);
    if (last && Date.parse(score.timestamp) - Date.parse(last.timestamp) < 1000) return { status: 409 };
    platform.taken.set(key, [...earlier, score]);
    return { status: 200 };
  }

  function serveLineItems({ method, headers, body }: Seen): Reply {
    if (method === 'GET') {
      const isExact = headers.accept === 'application/vnd.ims.lis.v2.lineitemcontainer+json';
      return isExact ? { status: 200, body: JSON.stringify(platform.lineItems) } : { status: 400 };
    }
    const made = {
      id: `${platform.url}/lineitems/${platform.lineItems.length + 1}/lineitem?type_id=1`,
      ...(JSON.parse(body) as object),
    };
    platform.lineItems.push(made);
    return { status: 201, body: JSON.stringify(made) };
  }

  await platform.comeUp();
  return platform;
}
