import type { KeyDeps } from './key-ring.ts';
import { makeToolKey } from './make-tool-key.ts';

const hour = 3_600_000;
/** Platforms keep a copy of the key set for a while: a new key is shown for this long before it signs. */
const shownBeforeSigning = hour;
/** And an old key stays in the set for this long after the new one was made. */
const keptAfterRotation = 48 * hour;

/**
 * Makes a new key that takes over; the others stay in the key set until what they signed has expired everywhere.
 * `atOnce` is for a key that has leaked: the others leave the set now, and platforms with a copy of the old set refuse
 * the tool until they fetch it again.
 */
export async function rotateKeys(deps: KeyDeps, { atOnce }: { atOnce: boolean }): Promise<{ kid: string }> {
  const now = deps.clock();
  const later = (ms: number): Date => (atOnce ? now : new Date(now.getTime() + ms));
  const key = await makeToolKey(deps.encryptionKey, { createdAt: now, signsFrom: later(shownBeforeSigning) });
  await deps.keys.addKey(key);
  await deps.keys.retireOthers(key.kid, later(keptAfterRotation));
  return { kid: key.kid };
}
