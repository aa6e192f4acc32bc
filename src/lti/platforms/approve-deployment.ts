import { NoSuchPlatform } from '../errors.ts';
import type { DeploymentRequestRecords } from './deployment-request.records.ts';
import { findPlatformByName, type PlatformName } from './find-platform-by-name.ts';
import type { PlatformRecords } from './platform.records.ts';
import type { Platform } from './platform.ts';

/**
 * Lets launches of a deployment in, whether or not somebody has launched from it yet.
 * @throws NoSuchPlatform
 */
export async function approveDeployment(
  deps: { readonly platforms: PlatformRecords; readonly deploymentRequests: DeploymentRequestRecords },
  { deployment, ...name }: PlatformName & { readonly deployment: string },
): Promise<Platform> {
  const platform = await findPlatformByName(deps.platforms, name);
  if (!platform) throw new NoSuchPlatform(name.clientId);
  await deps.platforms.addDeployment(platform.id, deployment);
  await deps.deploymentRequests.remove(platform.id, deployment);
  return platform;
}
