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

/** The LMS's signing key: made once, kept with its other data. */
export async function loadKey(records: DemoRecords): Promise<PlatformKey> {
  const stored = (await records.keys.findOne({}).lean()) ?? (await makeKey(records));
  const { kty, n, e } = stored.privateJwk as JWK;
  const publicJwk = {
    kty: kty as string,
    n: n as string,
    e: e as string,
    kid: stored._id,
    alg: 'RS256',
    use: 'sig',
  };
  return {
    kid: stored._id,
    privateKey: (await importJWK(stored.privateJwk, 'RS256')) as CryptoKey,
    publicKey: (await importJWK(publicJwk, 'RS256')) as CryptoKey,
    jwks: { keys: [publicJwk] },
  };
}

async function makeKey(records: DemoRecords): Promise<{ _id: string; privateJwk: Record<string, unknown> }> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const privateJwk = (await exportJWK(pair.privateKey)) as Record<string, unknown>;
  const key = { _id: await calculateJwkThumbprint(privateJwk), privateJwk };
  await records.keys.create(key);
  return key;
}
