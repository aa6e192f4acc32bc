import { z } from 'zod';
import { PickSettingsUnusable } from './errors.ts';

/** What a platform wants to get back, as far as this tool heeds it. */
export interface PickSettings {
  readonly returnUrl: string;
  readonly multiple: boolean;
  readonly lineItems: boolean;
  /** The platform's own; returned unchanged. */
  readonly data: string | null;
}

const settingsSchema = z.object({
  deep_link_return_url: z.url({ protocol: /^https?$/ }),
  accept_types: z.array(z.string()).catch(['ltiResourceLink']),
  accept_multiple: z.stringbool().or(z.boolean()).catch(false),
  accept_lineitem: z.stringbool().or(z.boolean()).catch(true),
  data: z.string().optional(),
});

/**
 * Reads the deep_linking_settings claim (LTI Deep Linking 2.0, section 4.4.1).
 * @throws PickSettingsUnusable
 */
export function parsePickSettings(claim: unknown): PickSettings {
  if (claim === null || claim === undefined) throw new PickSettingsUnusable('it has no settings');
  const { success, data: settings } = settingsSchema.safeParse(claim);
  if (!success) throw new PickSettingsUnusable('deep_link_return_url or data cannot be used');
  if (!settings.accept_types.includes('ltiResourceLink')) {
    throw new PickSettingsUnusable('the platform takes no links to tools');
  }
  return {
    returnUrl: settings.deep_link_return_url,
    multiple: settings.accept_multiple,
    lineItems: settings.accept_lineitem,
    data: settings.data ?? null,
  };
}
