import { asId, systemClock, type Clock } from '../../src/shared/index.ts';
import { createAccessTokens, type AccessTokens } from '../../src/lti/services/access-tokens.ts';
import { createAskPlatform, type AskPlatform } from '../../src/lti/services/ask-platform.ts';
import type { Platform } from '../../src/lti/platforms/platform.ts';
import type { PlatformFacts } from '../../src/lti/platforms/platform.records.ts';

export const PLATFORM_ID = asId<'platform'>('platform-1');

export function platformFacts(fake: { readonly url: string }): PlatformFacts {
  return {
    issuer: fake.url,
    clientId: 'client-1',
    name: 'Our Moodle',
    family: 'moodle',
    authorizationUrl: `${fake.url}/auth`,
    tokenUrl: `${fake.url}/token`,
    tokenAudience: `${fake.url}/token`,
    jwksUrl: `${fake.url}/certs`,
    deployments: ['1'],
  };
}

export function platformOf(fake: { readonly url: string }): Platform {
  return { ...platformFacts(fake), id: PLATFORM_ID, switchedOffAt: null, createdAt: new Date(0) };
}

/** The services as they run, towards a fake platform. Assertions are readable instead of signed. */
export function serviceDeps(
  fake: { readonly url: string },
  { clock = systemClock, timeOutMs = 500 }: { clock?: Clock; timeOutMs?: number } = {},
): { ask: AskPlatform; tokens: AccessTokens; clock: Clock } {
  const ask = createAskPlatform(
    { production: false, allowPrivatePlatforms: false },
    { timeOutMs, mostBytes: 5_000_000 },
  );
  const tokens = createAccessTokens({
    findPlatform: () => Promise.resolve(platformOf(fake)),
    sign: (claims) => Promise.resolve(JSON.stringify(claims)),
    ask,
    clock,
  });
  return { ask, tokens, clock };
}
