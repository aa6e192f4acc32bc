import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/index.ts';
import { ClientUnknown, PlatformSwitchedOff, PlatformUnknown, TargetElsewhere } from '../errors.ts';
import type { PlatformRegistry } from '../platforms/platform-registry.ts';
import type { Platform } from '../platforms/platform.ts';
import type { ToolAddresses } from '../tool-addresses.ts';
import type { LoginRequest } from './login-request.ts';
import type { LoginStateRecords } from './login-state.records.ts';

export interface StartLoginDeps {
  readonly registry: PlatformRegistry;
  readonly states: LoginStateRecords;
  readonly addresses: ToolAddresses;
  readonly clock: Clock;
}

export interface StartedLogin {
  readonly state: string;
  readonly platform: Platform;
  /** The complete address at the platform that answers with a launch. Good for one visit. */
  readonly authorizationUrl: string;
}

const lifetime = 10 * 60_000;

/**
 * Begins a login that a platform asks for (OpenID Connect third-party-initiated login, LTI 1.3 section 5.1.1).
 * @throws PlatformUnknown, ClientUnknown, PlatformSwitchedOff, TargetElsewhere
 */
export async function startLogin(deps: StartLoginDeps, request: LoginRequest): Promise<StartedLogin> {
  if (!deps.addresses.isOwn(request.targetLinkUri)) throw new TargetElsewhere(request.targetLinkUri);
  const platform = await getRegistration(deps.registry, request);
  const state = random128();
  const nonce = random128();
  await deps.states.add({
    state,
    nonce,
    platformId: platform.id,
    targetLinkUri: request.targetLinkUri,
    storageTarget: request.storageTarget,
    expiresAt: new Date(deps.clock().getTime() + lifetime),
  });
  return {
    state,
    platform,
    authorizationUrl: toAuthorizationUrl(platform, request, { ...deps.addresses, state, nonce }),
  };
}

async function getRegistration(
  registry: PlatformRegistry,
  { issuer, clientId }: LoginRequest,
): Promise<Platform> {
  const platforms = await registry.listRegistrations(issuer, clientId);
  const [platform, ...others] = platforms.filter(({ switchedOffAt }) => switchedOffAt === null);
  if (platform && others.length === 0) return platform;
  if (platforms.length > 0 && !platform) throw new PlatformSwitchedOff(issuer);
  const isKnown = platforms.length > 0 || (await registry.listRegistrations(issuer, null)).length > 0;
  throw isKnown ? new ClientUnknown(issuer, clientId) : new PlatformUnknown(issuer);
}

/** Moodle compares scope, response_mode, prompt and redirect_uri to the character. */
function toAuthorizationUrl(
  platform: Platform,
  request: LoginRequest,
  { launch, state, nonce }: { launch: string; state: string; nonce: string },
): string {
  const url = new URL(platform.authorizationUrl);
  const parameters = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: launch,
    login_hint: request.loginHint,
    state,
    nonce,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (request.messageHint !== null) url.searchParams.set('lti_message_hint', request.messageHint);
  return url.href;
}

function random128(): string {
  return randomBytes(16).toString('base64url');
}
