import type { Clock } from '../../shared/index.ts';
import { claimNames, parseMessage, type Message } from '../claims.ts';
import { DeploymentUnknown, LaunchExpired, PlatformSwitchedOff, TargetElsewhere } from '../errors.ts';
import type { LoginState, LoginStateRecords } from '../login/login-state.records.ts';
import type { DeploymentRequestRecords } from '../platforms/deployment-request.records.ts';
import type { PlatformRegistry } from '../platforms/platform-registry.ts';
import type { Platform } from '../platforms/platform.ts';
import type { ToolAddresses } from '../tool-addresses.ts';
import { verifyToken, type VerifyTokenDeps } from './verify-token.ts';

export interface VerifyLaunchDeps extends VerifyTokenDeps {
  readonly registry: PlatformRegistry;
  readonly states: LoginStateRecords;
  readonly deploymentRequests: DeploymentRequestRecords;
  readonly addresses: ToolAddresses;
  readonly clock: Clock;
}

/** A message that is proven to come from the platform. */
export interface VerifiedMessage {
  readonly message: Message;
  readonly platform: Platform;
}

/**
 * Uses up the login's state, then verifies the token and reads its message. The state goes first, in one atomic step,
 * so that of several launches with the same token one at most is let in.
 * @returns null if the state is unknown, used or expired
 * @throws TokenRefused, LaunchMalformed, LaunchExpired, PlatformSwitchedOff, PlatformKeysUnreachable
 */
export async function verifyLaunch(
  deps: VerifyLaunchDeps,
  launch: { readonly idToken: string; readonly state: string },
): Promise<VerifiedMessage | null> {
  const login = await deps.states.use(launch.state, deps.clock());
  if (!login) return null;
  const platform = await getPlatform(deps.registry, login);
  const payload = await verifyToken(deps, launch.idToken, { platform, nonce: login.nonce });
  return { message: parseMessage(payload), platform };
}

/**
 * Lets in what leads to this tool, from a deployment that it knows.
 * @throws TargetElsewhere, DeploymentUnknown
 */
export async function admitLaunch(
  deps: VerifyLaunchDeps,
  { message, platform }: VerifiedMessage,
): Promise<void> {
  checkTarget(message, deps.addresses);
  await checkDeployment(deps, platform, message[claimNames.deploymentId]);
}

async function getPlatform(registry: PlatformRegistry, login: LoginState): Promise<Platform> {
  const platform = await registry.findById(login.platformId);
  if (!platform) throw new LaunchExpired();
  if (platform.switchedOffAt) throw new PlatformSwitchedOff(platform.issuer);
  return platform;
}

function checkTarget(message: Message, addresses: ToolAddresses): void {
  const target = message[claimNames.targetLinkUri];
  if (target !== undefined && !addresses.isOwn(target)) throw new TargetElsewhere(target);
}

/** An unknown deployment of a known platform waits in the administrator's list. */
async function checkDeployment(
  { registry, deploymentRequests, clock }: VerifyLaunchDeps,
  platform: Platform,
  deploymentId: string,
): Promise<void> {
  if (await registry.withDeployment(platform, deploymentId)) return;
  await deploymentRequests.note(platform.id, deploymentId, clock());
  throw new DeploymentUnknown(deploymentId);
}
