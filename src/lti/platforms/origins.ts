import type { Platform } from './platform.ts';
import { quirksOf } from './quirks-of.ts';

/** Origins that are the platform's beyond doubt, and those that its product is known to use. */
export function isOnPlatform(platform: Platform, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return originsOf(platform).includes(origin) || quirksOf(platform.family).isOwnOrigin(origin);
}

/** The origins of the issuer, where it is an address, and of the authorization endpoint. */
export function originsOf({ issuer, authorizationUrl }: Platform): string[] {
  return [...new Set([authorizationUrl, issuer].map(toOrigin).filter((origin) => origin !== null))];
}

/** The origin of an http(s) address; null for anything else. */
export function toOrigin(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).origin;
}
