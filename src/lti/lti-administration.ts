import { rotateKeys } from './keys/rotate-keys.ts';
import { toolKeyRecords } from './keys/tool-key.records.ts';
import type { LtiDeps } from './lti-deps.ts';
import { addPlatform, type AddPlatform } from './platforms/add-platform.ts';
import { approveDeployment } from './platforms/approve-deployment.ts';
import { deploymentRequestRecords, type DeploymentRequest } from './platforms/deployment-request.records.ts';
import type { PlatformName } from './platforms/find-platform-by-name.ts';
import { platformRecords } from './platforms/platform.records.ts';
import type { Platform } from './platforms/platform.ts';
import { switchPlatform } from './platforms/switch-platform.ts';
import {
  createInvite,
  getDevelopmentInvite,
  listInvites,
  type OpenInvite,
} from './registration/create-invite.ts';
import { inviteRecords } from './registration/invite.records.ts';
import { toolAddresses } from './tool-addresses.ts';

/** A platform with those deployments that have asked to be let in. */
export interface PlatformListing extends Platform {
  readonly waiting: readonly DeploymentRequest[];
}

/** What an administrator does with platforms, invites and keys, from the command line. It needs no running tool. */
export interface LtiAdministration {
  /** Makes a one-time registration address. */
  createInvite(command: { label: string }): Promise<OpenInvite>;
  /** Those that are neither used nor expired. */
  listInvites(): Promise<OpenInvite[]>;
  /** The same until it is used. */
  getDevelopmentInvite(): Promise<OpenInvite>;
  /** @throws PlatformMalformed, AddressNotAllowed */
  addPlatform(command: AddPlatform): Promise<Platform>;
  listPlatforms(): Promise<PlatformListing[]>;
  /** @throws NoSuchPlatform */
  approveDeployment(command: PlatformName & { readonly deployment: string }): Promise<Platform>;
  /** @throws NoSuchPlatform */
  switchOffPlatform(command: PlatformName): Promise<Platform>;
  /** @throws NoSuchPlatform */
  switchOnPlatform(command: PlatformName): Promise<Platform>;
  /** A new key takes over in an hour and the others stay valid for two days; with `atOnce` (a leak), right now. */
  rotateKeys(command: { atOnce: boolean }): Promise<{ kid: string }>;
}

export function ltiAdministration({
  connection,
  settings,
  clock,
}: Pick<LtiDeps, 'connection' | 'settings' | 'clock'>): LtiAdministration {
  const { encryptionKey, publicUrl } = settings;
  const platforms = platformRecords(connection);
  const deploymentRequests = deploymentRequestRecords(connection);
  const keys = toolKeyRecords(connection);
  const inviting = {
    invites: inviteRecords(connection),
    encryptionKey,
    addresses: toolAddresses(publicUrl),
    clock,
  };
  return {
    createInvite: (command) => createInvite(inviting, command),
    listInvites: () => listInvites(inviting),
    getDevelopmentInvite: () => getDevelopmentInvite(inviting),
    addPlatform: (command) => addPlatform({ platforms, policy: settings, clock }, command),
    async listPlatforms() {
      const [all, waiting] = await Promise.all([platforms.listAll(), deploymentRequests.listWaiting()]);
      return all.map((one) => ({
        ...one,
        waiting: waiting.filter(({ platformId }) => platformId === one.id),
      }));
    },
    approveDeployment: (command) => approveDeployment({ platforms, deploymentRequests }, command),
    switchOffPlatform: (name) => switchPlatform({ platforms, clock }, { ...name, on: false }),
    switchOnPlatform: (name) => switchPlatform({ platforms, clock }, { ...name, on: true }),
    rotateKeys: (command) => rotateKeys({ keys, encryptionKey, clock }, command),
  };
}
