import { z } from 'zod';
import type { LtiSettings } from '../lti-deps.ts';
import { checkAddress, isStrict } from '../services/address-policy.ts';
import type { AskPlatform, PlatformAnswer, PlatformRequest } from '../services/ask-platform.ts';
import { AddressNotAllowed } from '../services/platform-errors.ts';
import { readJson } from '../services/ask-platform.ts';
import { quirksOf } from '../platforms/quirks-of.ts';
import { RegistrationFailed } from './registration-failed.ts';

const platformClaim = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const texts = z.array(z.string()).optional().catch(undefined);

const configurationSchema = z.object({
  issuer: z.string().min(1).max(1000),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  registration_endpoint: z.string(),
  authorization_server: z.string().min(1).optional().catch(undefined),
  scopes_supported: texts,
  claims_supported: texts,
  [platformClaim]: z
    .object({
      product_family_code: z.string().max(100).optional().catch(undefined),
      messages_supported: z
        .array(z.object({ type: z.string() }))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What a platform says of itself at its OpenID configuration address. */
export interface PlatformConfiguration {
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience: string;
  readonly jwksUrl: string;
  readonly registrationUrl: string;
  readonly family: string | null;
  /** Null where the platform does not say. */
  readonly scopes: readonly string[] | null;
  readonly claims: readonly string[] | null;
  readonly messages: readonly string[] | null;
}

type Policy = Pick<LtiSettings, 'production' | 'allowPrivatePlatforms'>;

/**
 * Fetches and checks a platform's configuration: every address in it must be one that the tool may use, and in
 * production the issuer must be of the site that the configuration came from, so that nobody registers in the name of
 * another platform.
 * @throws RegistrationFailed
 */
export async function fetchConfiguration(
  deps: { readonly ask: AskPlatform; readonly policy: Policy },
  url: string,
): Promise<PlatformConfiguration> {
  const answer = await askOrFail(deps.ask, { method: 'GET', url, headers: { Accept: 'application/json' } });
  const parsed = answer.status === 200 ? configurationSchema.safeParse(readJson(answer.body)) : null;
  if (!parsed?.success) throw new RegistrationFailed('noConfiguration', { url, status: answer.status });
  const configuration = toConfiguration(parsed.data);
  const { authorizationUrl, tokenUrl, jwksUrl, registrationUrl } = configuration;
  for (const address of [authorizationUrl, tokenUrl, jwksUrl, registrationUrl])
    allowOrFail(address, deps.policy);
  if (isStrict(deps.policy) && !isIssuerOf(configuration, new URL(url))) {
    throw new RegistrationFailed('otherIssuer', { url, issuer: configuration.issuer });
  }
  return configuration;
}

/** One request of a registration. @throws RegistrationFailed where no answer came */
export async function askOrFail(ask: AskPlatform, request: PlatformRequest): Promise<PlatformAnswer> {
  try {
    return await ask(request);
  } catch (error) {
    const problem = error instanceof AddressNotAllowed ? 'addressNotAllowed' : 'notReached';
    throw new RegistrationFailed(problem, { url: request.url }, { cause: error });
  }
}

function allowOrFail(address: string, policy: Policy): void {
  try {
    checkAddress(address, policy);
  } catch (error) {
    throw new RegistrationFailed('addressNotAllowed', { url: address }, { cause: error });
  }
}

function toConfiguration(data: z.output<typeof configurationSchema>): PlatformConfiguration {
  const platform = data[platformClaim];
  return {
    issuer: data.issuer,
    authorizationUrl: data.authorization_endpoint,
    tokenUrl: data.token_endpoint,
    tokenAudience: data.authorization_server ?? data.token_endpoint,
    jwksUrl: data.jwks_uri,
    registrationUrl: data.registration_endpoint,
    family: platform?.product_family_code?.toLowerCase() ?? null,
    scopes: known(data.scopes_supported),
    claims: known(data.claims_supported),
    messages: known(platform?.messages_supported?.map(({ type }) => type)),
  };
}

/** An empty list says no more than a missing one. */
function known(list: readonly string[] | undefined): readonly string[] | null {
  return list && list.length > 0 ? list : null;
}

/** The same host, a host below it, or what the product is known to do. */
function isIssuerOf({ issuer, family }: PlatformConfiguration, from: URL): boolean {
  if (!URL.canParse(issuer)) return false;
  const { hostname, origin } = new URL(issuer);
  if (from.hostname === hostname || from.hostname.endsWith(`.${hostname}`)) return true;
  const { isOwnOrigin } = quirksOf(family);
  return isOwnOrigin(from.origin) && isOwnOrigin(origin);
}
