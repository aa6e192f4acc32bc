import { z } from 'zod';
import { DomainError, type Clock } from '../../shared/index.ts';
import type { LtiSettings } from '../lti-deps.ts';
import { checkAddress } from '../services/address-policy.ts';
import type { Platform } from './platform.ts';
import type { PlatformRecords } from './platform.records.ts';

/** What an administrator copies from an LMS that is registered by hand. */
export interface AddPlatform {
  readonly issuer: string;
  readonly clientId: string;
  readonly deployments: readonly string[];
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly name?: string | undefined;
  readonly family?: string | undefined;
  /** The `aud` of assertions, where it is not the token address. */
  readonly tokenAudience?: string | undefined;
}

/** A value of the command cannot be used. */
export class PlatformMalformed extends DomainError {
  readonly code = 'lti-platform-malformed';
  constructor(field: string) {
    super(`The platform's ${field} cannot be used`, { field });
  }
}

const text = z.string().trim().min(1).max(1000);
const commandSchema = z.object({
  issuer: text,
  clientId: text.max(255),
  deployments: z.array(text.max(255)),
  authorizationUrl: text,
  tokenUrl: text,
  jwksUrl: text,
  name: text.max(100).optional(),
  family: text.max(100).optional(),
  tokenAudience: text.optional(),
});

/**
 * Registers a platform by hand, or brings a known issuer and client id up to date; its old deployments stay.
 * @throws PlatformMalformed, AddressNotAllowed
 */
export async function addPlatform(
  deps: {
    readonly platforms: PlatformRecords;
    readonly policy: Pick<LtiSettings, 'production' | 'allowPrivatePlatforms'>;
    readonly clock: Clock;
  },
  command: AddPlatform,
): Promise<Platform> {
  const parsed = commandSchema.safeParse(command);
  if (!parsed.success) throw new PlatformMalformed(String(parsed.error.issues[0]?.path[0] ?? 'description'));
  const { name, family, tokenAudience, ...facts } = parsed.data;
  for (const address of [facts.authorizationUrl, facts.tokenUrl, facts.jwksUrl])
    checkAddress(address, deps.policy);
  return deps.platforms.register(
    {
      ...facts,
      name: name ?? (URL.canParse(facts.issuer) ? new URL(facts.issuer).host || facts.issuer : facts.issuer),
      family: family?.toLowerCase() ?? null,
      tokenAudience: tokenAudience ?? facts.tokenUrl,
    },
    deps.clock(),
  );
}
