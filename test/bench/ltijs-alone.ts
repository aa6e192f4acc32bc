import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import ltijs, { type DatabasePlugin } from 'ltijs';
import type { FakePlatform } from '../support/fake-platform.ts';
import { startChild, type Child } from './child.ts';
import type { Site } from './launch.ts';
import { freePort } from './child.ts';

type Documents = Record<string, unknown>[];

/** What the tool itself has no use for. */
interface WholeProvider {
  deploy(options: { serverless: true; silent: true }): Promise<true>;
  registerPlatform(platform: {
    url: string;
    name: string;
    clientId: string;
    authenticationEndpoint: string;
    accesstokenEndpoint: string;
    authConfig: { method: 'JWK_SET'; key: string };
  }): Promise<unknown>;
}

/** ltijs as its documentation shows it, without a page of its own worth mentioning and without a database. */
export async function startLtijsAlone(platform: FakePlatform): Promise<Child & { readonly site: Site }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { authorizationUrl, tokenUrl, jwksUrl, clientId } = platform;
  const known = { url: platform.url, authorizationUrl, tokenUrl, jwksUrl, clientId };
  const env = { BENCH_URL: url, BENCH_PLATFORM: JSON.stringify(known) };
  const child = await startChild(fileURLToPath(import.meta.url), ['serve', 'ltijs'], env);
  return { ...child, site: { url, loginUrl: `${url}/login`, launchUrl: `${url}/launch` } };
}

/** The child's side. */
export async function serveLtijs(): Promise<void> {
  const platform = JSON.parse(process.env['BENCH_PLATFORM'] ?? '{}') as FakePlatform;
  const provider = new ltijs.Provider.constructor<object, { send(html: string): void }>();
  provider.setup('a key for the cookies and the rest', { plugin: memory() }, {
    appRoute: '/launch',
    loginRoute: '/login',
    tokenMaxAge: 60,
    cookies: { secure: false, sameSite: '' },
  } as unknown as Parameters<typeof provider.setup>[2]);
  provider.onConnect((token, _req, res) => {
    const { name } = token['userInfo'] as { name: string };
    res.send(`<!doctype html><title>Welcome</title><p>Welcome, ${name}</p>`);
  });
  const whole = provider as unknown as WholeProvider;
  await whole.deploy({ serverless: true, silent: true });
  await whole.registerPlatform({
    url: platform.url,
    name: 'Platform',
    clientId: platform.clientId,
    authenticationEndpoint: platform.authorizationUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  });
  const server = createServer(provider.app as unknown as Parameters<typeof createServer>[1]);
  server.listen(Number(new URL(process.env['BENCH_URL'] ?? '').port), '127.0.0.1');
  await once(server, 'listening');
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
}

/** ltijs's collections in memory; nothing is encrypted, and what it asks for often is found by its key. */
function memory(): DatabasePlugin {
  const collections = new Map<string, Map<string, Record<string, unknown>>>();
  const of = (name: string): Map<string, Record<string, unknown>> => {
    const found = collections.get(name) ?? new Map<string, Record<string, unknown>>();
    collections.set(name, found);
    return found;
  };
  const find = (name: string, query: Record<string, unknown>): Documents => {
    const direct = of(name).get(JSON.stringify(query));
    if (direct) return [direct];
    if (name === 'nonce' || name.endsWith('token')) return [];
    const entries = Object.entries(query);
    return [...of(name).values()].filter((one) => entries.every(([key, value]) => one[key] === value));
  };
  const plugin = {
    setup: () => Promise.resolve(true),
    Close: () => Promise.resolve(true),
    Get: (_key: unknown, name: string, query: Record<string, unknown> = {}) => {
      const found = find(name, query);
      return Promise.resolve(found.length > 0 ? found : false);
    },
    Insert: (_key: unknown, name: string, item: object, index: object = {}) => {
      of(name).set(JSON.stringify(item), { ...index, ...item, createdAt: Date.now() });
      return Promise.resolve(true);
    },
    Replace: (_key: unknown, name: string, query: object, ...[item, index]: object[]) => {
      of(name).set(JSON.stringify(query), { ...index, ...item, createdAt: Date.now() });
      return Promise.resolve(true);
    },
    Modify: (_key: unknown, name: string, query: Record<string, unknown>, change: object) => {
      for (const one of find(name, query)) Object.assign(one, change);
      return Promise.resolve(true);
    },
    Delete: (name: string, query: object) => Promise.resolve(of(name).delete(JSON.stringify(query))),
  };
  return plugin as unknown as DatabasePlugin;
}
