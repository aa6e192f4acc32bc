import type { Clock, PlatformId } from '../../shared/index.ts';
import type { Platform } from './platform.ts';
import type { PlatformRecords } from './platform.records.ts';

/**
 * The platforms as launches read them: from memory while younger than `maxAge`, so that a launch needs no store
 * operation for them. What is not in memory is always read, so that a platform or deployment that another process
 * has just added works at once; switching one off takes effect within `maxAge`.
 */
export interface PlatformRegistry {
  /** Those of an issuer, or the one of an issuer and client id; switched-off ones too. */
  listRegistrations(issuer: string, clientId: string | null): Promise<readonly Platform[]>;
  findById(id: PlatformId): Promise<Platform | null>;
  /** The platform as it is stored now, if a deployment is not among those in memory. */
  withDeployment(platform: Platform, deploymentId: string): Promise<Platform | null>;
  forget(): void;
}

const maxAge = 30_000;
const maxKnown = 1_000;

export function platformRegistry(records: PlatformRecords, clock: Clock): PlatformRegistry {
  const known = new Map<string, { platforms: readonly Platform[]; at: number }>();

  async function read(issuer: string): Promise<readonly Platform[]> {
    const platforms = await records.listByIssuer(issuer);
    if (known.size >= maxKnown) known.clear();
    if (platforms.length > 0) known.set(issuer, { platforms, at: clock().getTime() });
    return platforms;
  }

  function recall(issuer: string): readonly Platform[] {
    const entry = known.get(issuer);
    return entry && clock().getTime() - entry.at < maxAge ? entry.platforms : [];
  }

  return {
    async listRegistrations(issuer, clientId) {
      const isWanted = (platform: Platform): boolean => clientId === null || platform.clientId === clientId;
      const remembered = recall(issuer).filter(isWanted);
      return remembered.length > 0 ? remembered : (await read(issuer)).filter(isWanted);
    },
    async findById(id) {
      for (const issuer of known.keys()) {
        const platform = recall(issuer).find((one) => one.id === id);
        if (platform) return platform;
      }
      const stored = await records.findById(id);
      if (stored) await read(stored.issuer);
      return stored;
    },
    async withDeployment(platform, deploymentId) {
      if (platform.deployments.includes(deploymentId)) return platform;
      const stored = (await read(platform.issuer)).find(({ id }) => id === platform.id);
      return stored?.deployments.includes(deploymentId) ? stored : null;
    },
    forget: () => known.clear(),
  };
}
