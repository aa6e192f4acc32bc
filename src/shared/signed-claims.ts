import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Claims and their HMAC-SHA256 for one purpose, each in base64url, with a point between. What is signed for one purpose is
 * worth nothing for another.
 */
export function signClaims(key: Buffer, purpose: string, claims: readonly (string | number)[]): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${macOf(key, purpose, body).toString('base64url')}`;
}

/** The claims as they were signed, or null for anything that this key did not sign for this purpose. */
export function readClaims(key: Buffer, purpose: string, token: string): readonly (string | number)[] | null {
  const [body = '', mac = '', ...more] = token.split('.');
  if (more.length > 0 || !isEqual(Buffer.from(mac, 'base64url'), macOf(key, purpose, body))) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly (string | number)[];
}

function macOf(key: Buffer, purpose: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${purpose} ${body}`).digest();
}

/** In constant time. */
function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
