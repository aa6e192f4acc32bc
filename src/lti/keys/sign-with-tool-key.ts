import { SignJWT, type JWTPayload } from 'jose';
import { newId } from '../../shared/index.ts';
import type { KeyRing } from './key-ring.ts';

/**
 * Signs what the tool says to a platform: the assertion for an access token, the answer to a deep linking request.
 * Adds kid, iat, exp (60 s unless told otherwise) and a jti.
 */
export async function signWithToolKey(
  ring: KeyRing,
  claims: JWTPayload,
  { lifetimeSeconds = 60, now = new Date() }: { lifetimeSeconds?: number; now?: Date } = {},
): Promise<string> {
  const { kid, privateKey } = await ring.signingKey();
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .setJti(newId())
    .sign(privateKey);
}
