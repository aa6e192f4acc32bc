import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../shared/index.ts';
import { PlatformKeysUnreachable, TokenRefused } from '../errors.ts';
import type { AskPlatform } from '../services/ask-platform.ts';

/** The public keys with which platforms sign, kept so that a launch fetches nothing. */
export interface PlatformKeys {
  /**
   * The key that a platform's key set holds under this id.
   * @throws TokenRefused if it holds none, PlatformKeysUnreachable if the set cannot be read
   */
  getKey(jwksUrl: string, kid: string): Promise<KeyObject>;
}

interface KeySet {
  keys: ReadonlyMap<string, KeyObject>;
  fetchedAt: number;
  /** When the set was fetched only because a token named an unknown key. */
  searches: number[];
  fetching: Promise<void> | null;
}

const minute = 60_000;
/** A set this old is fetched again; one that cannot be fetched is used for `usableFor`. */
const freshFor = 10 * minute;
const usableFor = 60 * minute;
/** Unknown key ids let the set be fetched again at most this often: anyone may write a token with one. */
const searchesPerMinute = 5;
const maxSets = 1_000;

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(200) });

export function platformKeys(ask: AskPlatform, clock: Clock): PlatformKeys {
  const sets = new Map<string, KeySet>();

  function setOf(url: string): KeySet {
    const known = sets.get(url);
    if (known) return known;
    if (sets.size >= maxSets) sets.clear();
    const set: KeySet = { keys: new Map(), fetchedAt: -Infinity, searches: [], fetching: null };
    sets.set(url, set);
    return set;
  }

  async function refresh(url: string, set: KeySet): Promise<void> {
    set.fetching ??= fetchKeys(ask, url)
      .then((keys) => {
        set.keys = keys;
        set.fetchedAt = clock().getTime();
      })
      .finally(() => (set.fetching = null));
    await set.fetching;
  }

  return {
    async getKey(url, kid) {
      const set = setOf(url);
      const now = clock().getTime();
      if (now - set.fetchedAt >= freshFor) {
        await refresh(url, set).catch((error: unknown) => {
          if (now - set.fetchedAt >= usableFor) throw error;
        });
      } else if (!set.keys.has(kid) && maySearch(set, now)) await refresh(url, set);
      const key = set.keys.get(kid);
      if (!key) throw new TokenRefused(`the platform's key set has no key ${kid.slice(0, 100)}`);
      return key;
    },
  };
}

function maySearch(set: KeySet, now: number): boolean {
  set.searches = set.searches.filter((at) => now - at < minute);
  if (set.searches.length >= searchesPerMinute) return false;
  set.searches.push(now);
  return true;
}

async function fetchKeys(ask: AskPlatform, url: string): Promise<ReadonlyMap<string, KeyObject>> {
  try {
    const answer = await ask({ method: 'GET', url, headers: { Accept: 'application/json' } });
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    const { keys } = jwksSchema.parse(JSON.parse(answer.body));
    return new Map(keys.flatMap(toSigningKey));
  } catch (error) {
    throw new PlatformKeysUnreachable(url, { cause: error });
  }
}

/** RSA keys for signatures of 2048 bits or more; others of a set are for other uses and left out. */
function toSigningKey(jwk: Record<string, unknown>): [string, KeyObject][] {
  const { kid, kty, use = 'sig', alg = 'RS256', n, e } = jwk;
  if (typeof kid !== 'string' || kty !== 'RSA' || use !== 'sig' || alg !== 'RS256') return [];
  if (typeof n !== 'string' || typeof e !== 'string') return [];
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? [[kid, key]] : [];
  } catch {
    return [];
  }
}
