import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface PlatformRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange, in ms; 5 s unless told otherwise. */
  readonly timeout?: number;
}

export interface PlatformAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends a request to a platform. Follows no redirect, reads 1 MB at most and gives up in time. Where only public
 * platforms are allowed, it takes https alone and connects to the very address that it has checked (so that a name
 * cannot change between check and use).
 * @throws PlatformUnreachable; a status is never thrown
 */
export type AskPlatform = (request: PlatformRequest) => Promise<PlatformAnswer>;

/** `problem` may be shown to an administrator. */
export class PlatformUnreachable extends Error {
  constructor(
    readonly url: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${url}: ${problem}`, options);
    this.name = 'PlatformUnreachable';
  }
}

const defaultTimeout = 5_000;
const maxBytes = 1_048_576;

export function platformHttp({ onlyPublic }: { onlyPublic: boolean }): AskPlatform {
  return async (request) => {
    const url = parseAddress(request.url, onlyPublic);
    try {
      return await exchange(url, request, onlyPublic);
    } catch (error) {
      if (error instanceof PlatformUnreachable) throw error;
      throw new PlatformUnreachable(request.url, describe(error), { cause: error });
    }
  };
}

function parseAddress(text: string, onlyPublic: boolean): URL {
  if (!URL.canParse(text)) throw new PlatformUnreachable(text, 'is no address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && (onlyPublic || url.protocol !== 'http:')) {
    throw new PlatformUnreachable(text, onlyPublic ? 'is not https' : 'is neither http nor https');
  }
  if (url.username || url.password) throw new PlatformUnreachable(text, 'holds a password');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (onlyPublic && isIP(literal) !== 0 && !isPublicAddress(literal)) {
    throw new PlatformUnreachable(text, 'is no public address');
  }
  return url;
}

function exchange(url: URL, request: PlatformRequest, onlyPublic: boolean): Promise<PlatformAnswer> {
  const { method = 'GET', headers = {}, body, timeout = defaultTimeout } = request;
  const options: RequestOptions = {
    method,
    headers: {
      'User-Agent': 'lcf-curriculum',
      ...headers,
      ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    },
    signal: AbortSignal.timeout(timeout),
    ...(onlyPublic ? { lookup: publicLookup } : {}),
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = send(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) incoming.destroy(new PlatformUnreachable(url.href, 'sends more than 1 MB'));
      });
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Resolves a name for the connection itself and lets only public addresses through. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { all: true }).then(
    (found) => {
      const addresses: LookupAddress[] = found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (!first || addresses.length < found.length) {
        callback(new PlatformUnreachable(hostname, 'has no public address'), '', 0);
      } else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    },
    (error: NodeJS.ErrnoException) => callback(error, '', 0),
  );
};

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'did not answer in time';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'refused the connection';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'has a name that is not known';
  return error.message || code || 'could not be reached';
}
