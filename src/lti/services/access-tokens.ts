import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { Clock, PlatformId } from '../../shared/index.ts';
import type { Platform } from '../platforms/platform.ts';
import { isSuccess, readJson, type AskPlatform } from './ask-platform.ts';
import { PlatformRefusal, ServicePlatformGone } from './platform-errors.ts';

/** A token is not used in its last minute, a short-lived one only in the first half of its life. */
const SAFETY_SECONDS = 60;
const LIFE_IF_UNSAID_SECONDS = 300;

export interface AccessTokenDeps {
  readonly findPlatform: (id: PlatformId) => Promise<Platform | null>;
  /** Signs with the tool's key; adds kid, iat, exp and jti. */
  readonly sign: (claims: JWTPayload) => Promise<string>;
  readonly ask: AskPlatform;
  readonly clock: Clock;
}

export interface AccessTokens {
  /**
   * A token for these scopes, asked for at most once at a time.
   * @throws PlatformRefusal, PlatformSilent, ServicePlatformGone
   */
  get(platformId: PlatformId, scopes: readonly string[]): Promise<string>;
  /** Forgets a token that the platform refused, unless it was replaced meanwhile. */
  forget(platformId: PlatformId, scopes: readonly string[], refused: string): void;
}

interface Token {
  readonly text: string;
  readonly usableUntil: number;
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(LIFE_IF_UNSAID_SECONDS),
});

/** Tokens by client credentials with private_key_jwt (1EdTech Security Framework 1.1, section 4), kept in this process. */
export function createAccessTokens(deps: AccessTokenDeps): AccessTokens {
  const kept = new Map<string, Token>();
  const coming = new Map<string, Promise<Token>>();

  async function fetchOnce(key: string, platformId: PlatformId, scopes: readonly string[]): Promise<Token> {
    const token = coming.get(key) ?? fetchToken(deps, platformId, scopes);
    coming.set(key, token);
    try {
      kept.set(key, await token);
      return await token;
    } finally {
      coming.delete(key);
    }
  }

  return {
    async get(platformId, scopes) {
      const key = keyOf(platformId, scopes);
      const token = kept.get(key);
      if (token && token.usableUntil > deps.clock().getTime()) return token.text;
      return (await fetchOnce(key, platformId, scopes)).text;
    },
    forget(platformId, scopes, refused) {
      const key = keyOf(platformId, scopes);
      if (kept.get(key)?.text === refused) kept.delete(key);
    },
  };
}

function keyOf(platformId: PlatformId, scopes: readonly string[]): string {
  return [platformId, ...[...scopes].sort()].join(' ');
}

async function fetchToken(
  { findPlatform, sign, ask, clock }: AccessTokenDeps,
  platformId: PlatformId,
  scopes: readonly string[],
): Promise<Token> {
  const platform = await findPlatform(platformId);
  if (!platform || platform.switchedOffAt) throw new ServicePlatformGone();
  const { clientId, tokenAudience, tokenUrl } = platform;
  const assertion = await sign({ iss: clientId, sub: clientId, aud: tokenAudience });
  const answer = await ask({
    method: 'POST',
    url: tokenUrl,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: [...scopes].sort().join(' '),
    }).toString(),
  });
  const parsed = answerSchema.safeParse(readJson(answer.body));
  if (!isSuccess(answer) || !parsed.success) throw new PlatformRefusal('an access token', answer);
  const { access_token: text, expires_in: seconds } = parsed.data;
  const usable = Math.max(seconds - SAFETY_SECONDS, seconds / 2);
  return { text, usableUntil: clock().getTime() + usable * 1000 };
}
