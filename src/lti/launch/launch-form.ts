import { z } from 'zod';
import { LaunchMalformed } from '../errors.ts';

/** What a platform posts to the launch address: a launch, or why it refuses one. */
export type LaunchForm =
  | {
      readonly kind: 'launch';
      readonly idToken: string;
      readonly state: string;
      readonly storageSecret: string | null;
      /** The page that fetched the secret saw that cookies work in its frame. */
      readonly keepsCookies: boolean;
    }
  | { readonly kind: 'error'; readonly error: string; readonly description: string };

const state = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
const launchSchema = z.object({
  id_token: z.string().min(1),
  state,
  storage_secret: z.string().min(1).max(100).optional(),
  keeps_cookies: z.enum(['yes', 'no']).optional(),
});
const errorSchema = z.object({
  error: z.string().min(1),
  error_description: z.string().optional().catch(undefined),
});

/**
 * Reads the form; values that are no single string are refused.
 * @throws LaunchMalformed
 */
export function parseLaunchForm(body: unknown): LaunchForm {
  const launch = launchSchema.safeParse(body);
  if (launch.success) {
    const { id_token, state, storage_secret = null, keeps_cookies } = launch.data;
    return {
      kind: 'launch',
      idToken: id_token,
      state,
      storageSecret: storage_secret,
      keepsCookies: keeps_cookies === 'yes',
    };
  }
  const failed = errorSchema.safeParse(body);
  if (!failed.success) throw new LaunchMalformed('the form holds no id_token with a state of this tool');
  const { error, error_description = '' } = failed.data;
  return { kind: 'error', error: error.slice(0, 100), description: error_description.slice(0, 500) };
}
