import type { KeyObject } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { Clock } from '../../shared/index.ts';
import { claimNames } from '../claims.ts';
import { TokenRefused } from '../errors.ts';
import type { VerifyWithLtijs } from '../ltijs/verify-with-ltijs.ts';
import type { PlatformKeys } from '../platforms/platform-keys.ts';
import type { Platform } from '../platforms/platform.ts';

export interface VerifyTokenDeps {
  readonly keys: PlatformKeys;
  readonly ltijs: VerifyWithLtijs;
  readonly clock: Clock;
}

/** Clocks may differ by this much, in seconds; Moodle's tokens live for 60. */
const clockSkew = 30;
/** A launch follows its token at once; an older one was kept by somebody. In seconds, as ltijs is told too. */
const maxAge = 60;
/** ltijs knows the messages of a link and of deep linking, and refuses this one. */
const reviewMessage = 'LtiSubmissionReviewRequest';

/**
 * Verifies that an id_token comes from the platform of the login, for this tool and this login, now (1EdTech Security
 * Framework 1.1, section 5.1.3), and returns its claims.
 * @throws TokenRefused, PlatformKeysUnreachable
 */
export async function verifyToken(
  deps: VerifyTokenDeps,
  idToken: string,
  expected: { readonly platform: Platform; readonly nonce: string },
): Promise<JWTPayload> {
  const { kid, payload } = readToken(idToken);
  checkAddressee(payload, expected.platform);
  checkTimes(payload, deps.clock().getTime() / 1000);
  if (payload['nonce'] !== expected.nonce) throw new TokenRefused('the nonce is not that of the login');
  const key = await deps.keys.getKey(expected.platform.jwksUrl, kid);
  if (payload[claimNames.messageType] === reviewMessage) await verifySignature(idToken, key);
  else await deps.ltijs(idToken, { platform: expected.platform, key });
  return payload;
}

/** The claims of a token that was verified before, however old it is; null if the signature is not the platform's. */
export async function readOldToken(
  keys: PlatformKeys,
  idToken: string,
  platform: Platform,
): Promise<JWTPayload | null> {
  try {
    const { kid, payload } = readToken(idToken);
    checkAddressee(payload, platform);
    await verifySignature(idToken, await keys.getKey(platform.jwksUrl, kid));
    return payload;
  } catch {
    return null;
  }
}

function readToken(idToken: string): { kid: string; payload: JWTPayload } {
  try {
    const { alg, kid } = decodeProtectedHeader(idToken);
    if (alg !== 'RS256') throw new TokenRefused(`signed with ${alg ?? 'nothing'} instead of RS256`);
    if (typeof kid !== 'string' || kid === '') throw new TokenRefused('it names no key (kid)');
    return { kid, payload: decodeJwt(idToken) };
  } catch (error) {
    if (error instanceof TokenRefused) throw error;
    throw new TokenRefused('it is no signed token', { cause: error });
  }
}

function checkAddressee({ iss, aud, azp }: JWTPayload, { issuer, clientId }: Platform): void {
  if (iss !== issuer) throw new TokenRefused('iss is not the platform of the login');
  const audience = Array.isArray(aud) ? aud : [aud];
  if (!audience.includes(clientId)) throw new TokenRefused('aud does not name this tool');
  if (audience.length > 1 && azp === undefined)
    throw new TokenRefused('aud has several entries and azp is missing');
  if (azp !== undefined && azp !== clientId) throw new TokenRefused('azp does not name this tool');
}

function checkTimes({ exp, iat, nbf }: JWTPayload, now: number): void {
  if (!isTime(exp)) throw new TokenRefused('exp is missing');
  if (!isTime(iat)) throw new TokenRefused('iat is missing');
  if (exp <= now) throw new TokenRefused('it has expired');
  if (iat > now + clockSkew) throw new TokenRefused('iat lies in the future');
  if (iat < now - maxAge - clockSkew) throw new TokenRefused('it was issued too long ago');
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now + clockSkew))
    throw new TokenRefused('nbf lies in the future');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

async function verifySignature(idToken: string, key: KeyObject): Promise<void> {
  try {
    await compactVerify(idToken, key, { algorithms: ['RS256'] });
  } catch (error) {
    throw new TokenRefused('the signature does not fit', { cause: error });
  }
}
