import { z } from 'zod';
import type { Clock } from '../../shared/index.ts';
import { InviteNotValid } from '../errors.ts';
import type { LtiSettings } from '../lti-deps.ts';
import { toOrigin } from '../platforms/origins.ts';
import type { PlatformRecords } from '../platforms/platform.records.ts';
import type { PlatformRegistry } from '../platforms/platform-registry.ts';
import type { Platform } from '../platforms/platform.ts';
import { toPlainText } from '../plain-text.ts';
import { readJson } from '../services/ask-platform.ts';
import type { AskPlatform } from '../services/ask-platform.ts';
import type { ToolAddresses } from '../tool-addresses.ts';
import { inviteIdOf } from './create-invite.ts';
import type { InviteRecords } from './invite.records.ts';
import { askOrFail, fetchConfiguration, type PlatformConfiguration } from './platform-configuration.ts';
import { RegistrationFailed } from './registration-failed.ts';
import { registrationRequest, type ToolWords } from './tool-description.ts';

export interface RegisterPlatformDeps {
  readonly invites: InviteRecords;
  readonly platforms: PlatformRecords;
  readonly registry: PlatformRegistry;
  readonly ask: AskPlatform;
  readonly policy: Pick<LtiSettings, 'production' | 'allowPrivatePlatforms'>;
  readonly addresses: ToolAddresses;
  readonly clock: Clock;
}

export interface RegisterPlatform {
  readonly invite: string;
  readonly configurationUrl: string;
  readonly registrationToken: string | null;
  readonly words: ToolWords;
}

/** Longer than fetching and registering can take. */
const claimTime = 30_000;

/**
 * Registers the tool with the platform that asks for it, under a living invite. What the platform refuses leaves the
 * invite as it was. Nothing is sent to the platform twice: Moodle's token is good for one request.
 * @throws InviteNotValid, RegistrationFailed
 */
export async function registerPlatform(
  deps: RegisterPlatformDeps,
  command: RegisterPlatform,
): Promise<Platform> {
  const inviteId = inviteIdOf(command.invite);
  const now = deps.clock();
  const invite = await deps.invites.claim(inviteId, now, new Date(now.getTime() + claimTime));
  if (!invite) throw new InviteNotValid();
  try {
    const platform = await register(deps, command, invite.label);
    await deps.invites.markUsed(inviteId, deps.clock(), platform.id);
    return platform;
  } catch (error) {
    await deps.invites.release(inviteId);
    throw error;
  }
}

async function register(
  deps: RegisterPlatformDeps,
  command: RegisterPlatform,
  label: string | null,
): Promise<Platform> {
  const configuration = await fetchConfiguration(deps, command.configurationUrl);
  const registered = await requestRegistration(deps, command, configuration);
  const { issuer, authorizationUrl, tokenUrl, tokenAudience, jwksUrl, family } = configuration;
  const known = (await deps.registry.listRegistrations(issuer, registered.clientId))[0];
  if (known && toOrigin(known.authorizationUrl) !== toOrigin(authorizationUrl)) {
    throw new RegistrationFailed('otherPlatform', { issuer });
  }
  const platform = await deps.platforms.register(
    {
      issuer,
      clientId: registered.clientId,
      name: toPlainText(label ?? toHost(issuer), 100) ?? issuer,
      family,
      authorizationUrl,
      tokenUrl,
      tokenAudience,
      jwksUrl,
      deployments: registered.deploymentId === null ? [] : [registered.deploymentId],
    },
    deps.clock(),
  );
  deps.registry.forget();
  return platform;
}

const toolClaim = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const text = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(255));
const registeredSchema = z.object({
  client_id: text,
  [toolClaim]: z
    .object({ deployment_id: text.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Any 2xx is success: Moodle answers 200 where OpenID prescribes 201. */
async function requestRegistration(
  { ask, addresses }: RegisterPlatformDeps,
  { registrationToken, words }: RegisterPlatform,
  configuration: PlatformConfiguration,
): Promise<{ clientId: string; deploymentId: string | null }> {
  const url = configuration.registrationUrl;
  const answer = await askOrFail(ask, {
    method: 'POST',
    url,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(registrationToken === null ? {} : { Authorization: `Bearer ${registrationToken}` }),
    },
    body: JSON.stringify(registrationRequest(words, addresses, configuration)),
  });
  if (answer.status < 200 || answer.status > 299) {
    const said = toPlainText(answer.body, 300) ?? '';
    throw new RegistrationFailed('refused', { status: answer.status, said });
  }
  const parsed = registeredSchema.safeParse(readJson(answer.body));
  if (!parsed.success) throw new RegistrationFailed('noClientId', { url });
  const { client_id: clientId, [toolClaim]: tool } = parsed.data;
  return { clientId, deploymentId: tool?.deployment_id ?? null };
}

function toHost(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
