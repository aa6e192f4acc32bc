import type { Clock } from '../../shared/index.ts';
import { NoSuchPlatform } from '../errors.ts';
import { findPlatformByName, type PlatformName } from './find-platform-by-name.ts';
import type { PlatformRecords } from './platform.records.ts';
import type { Platform } from './platform.ts';

/**
 * Switches a platform off (no login, no launch, nothing sent) or on again. Its people and results stay. A running tool
 * notices within half a minute.
 * @throws NoSuchPlatform
 */
export async function switchPlatform(
  deps: { readonly platforms: PlatformRecords; readonly clock: Clock },
  { on, ...name }: PlatformName & { readonly on: boolean },
): Promise<Platform> {
  const platform = await findPlatformByName(deps.platforms, name);
  if (!platform) throw new NoSuchPlatform(name.clientId);
  const switchedOffAt = on ? null : deps.clock();
  await deps.platforms.setSwitchedOff(platform.id, switchedOffAt);
  return { ...platform, switchedOffAt };
}
