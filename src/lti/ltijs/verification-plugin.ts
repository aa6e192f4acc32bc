import type { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyObject } from 'node:crypto';
import type { DatabasePlugin } from 'ltijs';
import type { Platform } from '../platforms/platform.ts';

/** The one platform and key that a verification may use. */
export interface Verification {
  readonly platform: Platform;
  readonly key: KeyObject;
}

/**
 * All that ltijs sees of the tool's store: during a verification the platform of the login, with the key that the token
 * names as a fixed one (`RSA_KEY`), so that ltijs fetches no key set. States, nonces, sessions and keys are the tool's
 * own (its own would be racy, or RSA-4096 made on the event loop), so for ltijs they never exist, and what it wants to
 * store goes nowhere.
 */
export function verificationPlugin(verification: AsyncLocalStorage<Verification>): DatabasePlugin {
  const done = (): Promise<true> => Promise.resolve(true);
  return {
    setup: done,
    Close: done,
    Insert: done,
    Replace: done,
    Modify: done,
    Delete: done,
    Get(_encryptionKey, collection, query = {}) {
      const current = verification.getStore();
      const isAsked = collection === 'platform' && current && isOf(current.platform, query);
      return Promise.resolve(isAsked ? [toDocument(current)] : false);
    },
  };
}

function isOf({ issuer, clientId }: Platform, query: Readonly<Record<string, unknown>>): boolean {
  return query['platformUrl'] === issuer && query['clientId'] === clientId;
}

function toDocument({ platform, key }: Verification): Record<string, unknown> {
  return {
    platformName: platform.name,
    platformUrl: platform.issuer,
    clientId: platform.clientId,
    authEndpoint: platform.authorizationUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authorizationServer: platform.tokenAudience,
    kid: platform.id,
    authConfig: { method: 'RSA_KEY', key },
  };
}
