import type { PlatformId } from '../../shared/index.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { AskPlatform, PlatformAnswer, PlatformRequest } from './ask-platform.ts';

export interface ServiceDeps {
  readonly tokens: AccessTokens;
  readonly ask: AskPlatform;
}

export interface Permit {
  readonly platformId: PlatformId;
  readonly scopes: readonly string[];
}

export const scopes = {
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** A request with an access token. A 401 gets a new token, once: platforms forget theirs at a restart. */
export async function askWithToken(
  { tokens, ask }: ServiceDeps,
  { platformId, scopes: wanted }: Permit,
  request: PlatformRequest,
): Promise<PlatformAnswer> {
  const token = await tokens.get(platformId, wanted);
  const answer = await ask(withToken(request, token));
  if (answer.status !== 401) return answer;
  tokens.forget(platformId, wanted, token);
  return ask(withToken(request, await tokens.get(platformId, wanted)));
}

function withToken(request: PlatformRequest, token: string): PlatformRequest {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}
