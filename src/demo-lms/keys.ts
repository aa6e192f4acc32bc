import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import type { DemoRecords } from './demo.records.ts';

export interface PlatformKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** What the key address answers. */
  readonly jwks: { readonly keys: readonly JWK[] };
}

const keyId = 'signing';

/** The LMS's signing key: made once, kept with its other data. */
export async function loadKey(records: DemoRecords): Promise<PlatformKey> {
  const privateJwk = (await findKey(records)) ?? (await makeKey(records));
  const { kty, n, e } = privateJwk;
  const kid = await calculateJwkThumbprint(privateJwk);
  const publicJwk = { kty, n, e, kid, alg: 'RS256', use: 'sig' } as JWK;
  return {
    kid,
    privateKey: (await importJWK(privateJwk, 'RS256')) as CryptoKey,
    publicKey: (await importJWK(publicJwk, 'RS256')) as CryptoKey,
    jwks: { keys: [publicJwk] },
  };
}

async function findKey(records: DemoRecords): Promise<JWK | null> {
  const stored = await records.keys.findOne({ _id: keyId }).lean();
  return stored ? stored.privateJwk : null;
}

/** Two processes that start at once end up with the same key: that of the first. */
async function makeKey(records: DemoRecords): Promise<JWK> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const privateJwk = await exportJWK(pair.privateKey);
  await records.keys.updateOne({ _id: keyId }, { $setOnInsert: { privateJwk } }, { upsert: true });
  return (await findKey(records)) ?? privateJwk;
}
