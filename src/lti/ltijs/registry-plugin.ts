import type { AsyncLocalStorage } from 'node:async_hooks';
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DatabasePlugin } from 'ltijs';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Platform } from '../platforms/platform.ts';
import type { PlatformRegistry } from '../platforms/platform-registry.ts';

/** The one platform and key that a verification may use. */
export interface Verification {
  readonly platform: Platform;
  readonly key: KeyObject;
}

interface PluginDeps {
  readonly registry: PlatformRegistry;
  readonly ring: KeyRing;
  readonly verification: AsyncLocalStorage<Verification>;
}

/**
 * Shows ltijs the tool's platforms and keys as the collections it knows. It writes nothing: registrations are made by
 * registration/, and states, nonces and sessions are the tool's own, so for ltijs they never exist.
 *
 * During a verification it sees only the platform of the login, with the key that the token names as a fixed one
 * (`RSA_KEY`), so that it fetches no key set.
 */
export function registryPlugin(deps: PluginDeps): DatabasePlugin {
  const done = (): Promise<true> => Promise.resolve(true);
  return {
    setup: done,
    Close: done,
    Insert: done,
    Replace: done,
    Modify: done,
    Delete: done,
    async Get(_encryptionKey, collection, query = {}) {
      const found = await readCollection(deps, collection, query);
      return found.length > 0 ? found : false;
    },
  };
}

type Documents = Record<string, unknown>[];

async function readCollection(
  deps: PluginDeps,
  collection: string,
  query: Record<string, unknown>,
): Promise<Documents> {
  switch (collection) {
    case 'platform':
      return readPlatforms(deps, query);
    case 'publickey':
      return readPublicKeys(deps.ring);
    case 'privatekey':
      return readPrivateKey(deps.ring);
    default:
      return [];
  }
}

async function readPlatforms(
  { registry, ring, verification }: PluginDeps,
  { platformUrl, clientId }: Record<string, unknown>,
): Promise<Documents> {
  if (typeof platformUrl !== 'string' || (clientId !== undefined && typeof clientId !== 'string')) return [];
  const current = verification.getStore();
  const platforms = current
    ? [current.platform].filter((one) => one.issuer === platformUrl && one.clientId === clientId)
    : await registry.listRegistrations(platformUrl, clientId ?? null);
  const { kid } = await ring.signingKey();
  return platforms
    .filter(({ switchedOffAt }) => !switchedOffAt)
    .map((one) => toDocument(one, kid, current?.key));
}

function toDocument(platform: Platform, kid: string, key: KeyObject | undefined): Documents[number] {
  return {
    platformName: platform.name,
    platformUrl: platform.issuer,
    clientId: platform.clientId,
    authEndpoint: platform.authorizationUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authorizationServer: platform.tokenAudience,
    kid,
    authConfig: key ? { method: 'RSA_KEY', key } : { method: 'JWK_SET', key: platform.jwksUrl },
  };
}

async function readPublicKeys(ring: KeyRing): Promise<Documents> {
  const { keys } = await ring.keySet();
  return keys.map(({ kid, kty, n, e }) => ({
    kid,
    key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
  }));
}

async function readPrivateKey(ring: KeyRing): Promise<Documents> {
  const { kid, privateKey } = await ring.signingKey();
  return [{ kid, key: privateKey.export({ type: 'pkcs1', format: 'pem' }) }];
}
