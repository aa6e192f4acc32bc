import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../../shared/index.ts';
import { makeToolKey } from './make-tool-key.ts';
import { unseal } from './seal.ts';
import type { StoredToolKey, ToolKeyRecords } from './tool-key.records.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

export interface PublicJwk {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

/** The tool's keys, read at most once a minute and decrypted once; makes the first one where there is none. */
export interface KeyRing {
  signingKey(): Promise<SigningKey>;
  keySet(): Promise<{ readonly keys: readonly PublicJwk[] }>;
  forget(): void;
}

const maxAge = 60_000;

export interface KeyDeps {
  readonly keys: ToolKeyRecords;
  readonly encryptionKey: Buffer;
  readonly clock: Clock;
}

export function keyRing(deps: KeyDeps): KeyRing {
  const opened = new Map<string, KeyObject>();
  let known: { readonly keys: Promise<StoredToolKey[]>; readonly at: number } | null = null;

  function livingKeys(): Promise<StoredToolKey[]> {
    const now = deps.clock().getTime();
    if (!known || now - known.at >= maxAge) {
      const entry = { keys: readLivingKeys(deps), at: now };
      entry.keys.catch(() => (known = known === entry ? null : known));
      known = entry;
    }
    return known.keys;
  }

  function open(key: StoredToolKey): KeyObject {
    const before = opened.get(key.kid);
    if (before) return before;
    const privateKey = createPrivateKey(unseal(deps.encryptionKey, key.kid, key.sealedPrivateKey));
    opened.set(key.kid, privateKey);
    return privateKey;
  }

  return {
    async signingKey() {
      const key = chooseSigningKey(await livingKeys(), deps.clock());
      return { kid: key.kid, privateKey: open(key) };
    },
    keySet: async () => ({ keys: (await livingKeys()).map(toJwk) }),
    forget: () => (known = null),
  };
}

async function readLivingKeys(deps: KeyDeps): Promise<StoredToolKey[]> {
  const now = deps.clock();
  const stored = await deps.keys.listKeys();
  const living = stored.filter((key) => key.retiresAt === null || key.retiresAt > now);
  if (living.length > 0) return living;
  const first = await makeToolKey(deps.encryptionKey, { createdAt: now, signsFrom: now });
  await deps.keys.addKey(first);
  return [first];
}

/** The newest key whose time has come; while there is none, the oldest, which platforms know longest. */
function chooseSigningKey(living: readonly StoredToolKey[], now: Date): StoredToolKey {
  const ready = living.filter((key) => key.signsFrom <= now);
  const key = ready.at(-1) ?? living[0];
  if (!key) throw new Error('The tool has no key to sign with');
  return key;
}

function toJwk({ kid, publicKey }: StoredToolKey): PublicJwk {
  return { ...publicKey, kid, alg: 'RS256', use: 'sig' };
}
