import { Router } from 'express';
import { courseRecords } from './courses/course.records.ts';
import { recentlyRead } from './courses/recently-read.ts';
import { placementRecords } from './courses/placement.records.ts';
import { createPicker } from './deep-linking/picker.ts';
import { keyRing, type KeyDeps, type KeyRing } from './keys/key-ring.ts';
import { signWithToolKey } from './keys/sign-with-tool-key.ts';
import { toolKeyRecords } from './keys/tool-key.records.ts';
import { handoverRecords } from './launch/handover.records.ts';
import { launchRoutes } from './launch/launch-routes.ts';
import { browserBinding } from './login/browser-binding.ts';
import { loginRoutes } from './login/login-routes.ts';
import { loginStateRecords } from './login/login-state.records.ts';
import type { LtiDeps } from './lti-deps.ts';
import { verifyWithLtijs } from './ltijs/verify-with-ltijs.ts';
import { deploymentRequestRecords } from './platforms/deployment-request.records.ts';
import { platformKeys } from './platforms/platform-keys.ts';
import { platformRecords } from './platforms/platform.records.ts';
import { platformRegistry, type PlatformRegistry } from './platforms/platform-registry.ts';
import { publicRoutes } from './public-routes.ts';
import { inviteRecords } from './registration/invite.records.ts';
import { registrationRoutes } from './registration/registration-routes.ts';
import { createAskPlatform } from './services/ask-platform.ts';
import { toolAddresses } from './tool-addresses.ts';

export interface Lti {
  /** Every route of the URL contract, and the picker's. */
  readonly router: Router;
  readonly registry: PlatformRegistry;
  readonly ring: KeyRing;
  /** Makes the tool's first key where there is none, so that no launch has to wait for it. */
  prepare(): Promise<void>;
}

const registrationLimits = { timeOutMs: 5_000, mostBytes: 1_048_576 };

/** Composes the LTI room on the collaborators that it is given. */
export function createLti(deps: LtiDeps): Lti {
  const { connection, settings, clock, log } = deps;
  const addresses = toolAddresses(settings.publicUrl);
  const platforms = platformRecords(connection);
  const registry = platformRegistry(platforms, clock);
  const ring = keyRing(keyDeps(deps));
  const ask = createAskPlatform(settings, registrationLimits);
  const binding = browserBinding(settings.signingKey);
  const shared = {
    registry,
    clock,
    log,
    addresses,
    binding,
    show: deps,
    states: loginStateRecords(connection),
  };
  const picker = createPicker({
    ...deps,
    findPlatform: (id) => registry.findById(id),
    sign: (claims, lifetimeSeconds) => signWithToolKey(ring, claims, { lifetimeSeconds, now: clock() }),
    launchUrl: addresses.launch,
  });
  const router = Router();
  router.use(
    loginRoutes(shared),
    launchRoutes({
      ...shared,
      keys: platformKeys(ask, clock),
      ltijs: verifyWithLtijs(settings.encryptionKey),
      deploymentRequests: deploymentRequestRecords(connection),
      ...recentlyRead(
        { courses: courseRecords(connection), placements: placementRecords(connection) },
        clock,
      ),
      handovers: handoverRecords(connection),
      welcome: deps.welcome,
      answerPick: picker.answerPick,
      homeOf: deps.homeOf,
    }),
    publicRoutes({ ring, addresses, translate: deps.translate }),
    registrationRoutes({ ...shared, platforms, invites: inviteRecords(connection), ask, policy: settings }),
    picker.router,
  );
  return { router, registry, ring, prepare: async () => void (await ring.signingKey()) };
}

export function keyDeps({
  connection,
  settings,
  clock,
}: Pick<LtiDeps, 'connection' | 'settings' | 'clock'>): KeyDeps {
  return { keys: toolKeyRecords(connection), encryptionKey: settings.encryptionKey, clock };
}
