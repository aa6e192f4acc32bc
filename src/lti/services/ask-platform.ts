import * as http from 'node:http';
import * as https from 'node:https';
import { checkAddress, isStrict, lookUpPublic, type AddressPolicy } from './address-policy.ts';
import { AddressNotAllowed, PlatformSilent } from './platform-errors.ts';

/** How long an exchange may take, in ms, and how many bytes an answer may have. */
export interface AskLimits {
  readonly timeOutMs: number;
  readonly mostBytes: number;
}

const GENEROUS: AskLimits = { timeOutMs: 10_000, mostBytes: 5_000_000 };

export interface PlatformRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface PlatformAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/**
 * One request to a platform, limited in time from the connection to the last byte. Redirects are not followed: they are
 * an answer like any other.
 * @throws AddressNotAllowed, PlatformSilent
 */
export type AskPlatform = (request: PlatformRequest) => Promise<PlatformAnswer>;

export function createAskPlatform(policy: AddressPolicy, limits: AskLimits = GENEROUS): AskPlatform {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: 30_000 }),
    'https:': new https.Agent({ keepAlive: true, timeout: 30_000 }),
  };
  return async (request) => {
    const url = checkAddress(request.url, policy);
    const secure = url.protocol === 'https:';
    const timeUp = AbortSignal.timeout(limits.timeOutMs);
    const options: https.RequestOptions = {
      method: request.method,
      headers: headersOf(request),
      agent: agents[secure ? 'https:' : 'http:'],
      signal: request.signal ? AbortSignal.any([request.signal, timeUp]) : timeUp,
      ...(isStrict(policy) ? { lookup: lookUpPublic } : {}),
    };
    try {
      return await exchange((secure ? https : http).request(url, options), request.body, limits.mostBytes);
    } catch (error) {
      if (error instanceof AddressNotAllowed) throw error;
      throw new PlatformSilent(url.host, { cause: timeUp.aborted ? timeUp.reason : error });
    }
  };
}

function headersOf({ headers, body }: PlatformRequest): Record<string, string> {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return { 'User-Agent': 'LCF-Curriculum', 'Accept-Encoding': 'identity', ...headers, ...length };
}

function exchange(
  request: http.ClientRequest,
  body: string | undefined,
  mostBytes: number,
): Promise<PlatformAnswer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      readBody(response, mostBytes).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        reject,
      );
    });
    request.end(body);
  });
}

async function readBody(response: http.IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) {
      response.destroy();
      throw new Error(`the answer is longer than ${mostBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function isSuccess({ status }: PlatformAnswer): boolean {
  return status >= 200 && status < 300;
}

/** What a platform sent as JSON; undefined if it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
