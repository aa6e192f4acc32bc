import type { PlatformRecords } from './platform.records.ts';
import type { Platform } from './platform.ts';

/** How commands name a platform; the issuer only where two have the same client id. */
export interface PlatformName {
  readonly clientId: string;
  readonly issuer?: string | undefined;
}

/** The one platform of that name; null if there is none, or several. */
export async function findPlatformByName(
  platforms: PlatformRecords,
  { clientId, issuer }: PlatformName,
): Promise<Platform | null> {
  const [platform, ...others] = (await platforms.listAll()).filter(
    (one) => one.clientId === clientId && (issuer === undefined || one.issuer === issuer),
  );
  return platform && others.length === 0 ? platform : null;
}
