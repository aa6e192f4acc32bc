import { Router, type Request, type Response } from 'express';
import type { CohortId, PlacementId } from '../../shared/index.ts';
import { claimNames, isPick, parseMessage, type PickMessage } from '../claims.ts';
import { placementId } from '../courses/ids.ts';
import { LaunchExpired, PlatformRefused } from '../errors.ts';
import type { AnswerPick, Welcome } from '../launch.ts';
import type { BrowserBinding } from '../login/browser-binding.ts';
import { toOrigin } from '../platforms/origins.ts';
import type { Platform } from '../platforms/platform.ts';
import { toRole } from '../roles.ts';
import { ltiPaths } from '../tool-addresses.ts';
import { browserPage, newWindowPage, replayPage, storagePage, type ShowPage } from '../pages.ts';
import { keepForNewWindow, takeInNewWindow, type HandoverDeps } from './handover.ts';
import { parseLaunchForm, type LaunchForm } from './launch-form.ts';
import { openLink, type OpenLinkDeps } from './open-link.ts';
import { readCourseTitle, readPerson, readPlace, readPlatform, readReturnUrl } from './read-launch.ts';
import { readOldToken } from './verify-token.ts';
import { admitLaunch, verifyLaunch, type VerifiedMessage, type VerifyLaunchDeps } from './verify-launch.ts';

export interface LaunchDeps extends VerifyLaunchDeps, OpenLinkDeps, HandoverDeps {
  readonly binding: BrowserBinding;
  readonly show: ShowPage;
  readonly welcome: Welcome;
  readonly answerPick: AnswerPick;
  readonly homeOf: (cohortId: CohortId, placementId: PlacementId) => string;
}

type Launch = Extract<LaunchForm, { kind: 'launch' }>;

/** POST /lti/launch, where every message of every platform arrives, and the window to which a frame hands over. */
export function launchRoutes(deps: LaunchDeps): Router {
  const router = Router();
  router.post(ltiPaths.launch, async (req, res) => {
    const form = parseLaunchForm(req.body);
    if (form.kind === 'error') throw new PlatformRefused(form.error, form.description);
    if (isBound(deps, req, form)) await takeLaunch(deps, form, { req, res });
    else await answerUnbound(deps, form, res);
  });
  router.get(ltiPaths.window, async (req, res) => {
    await deps.welcome(await takeInNewWindow(deps, req, String(req.params['ticket'])), req, res);
  });
  return router;
}

interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

function isBound(
  { binding, addresses }: LaunchDeps,
  req: Request,
  { state, storageSecret }: Launch,
): boolean {
  if (storageSecret === null) return binding.hasCookie(req, state);
  return isOwnForm(req, addresses.origin) && binding.isStorageSecret(state, storageSecret);
}

/**
 * Whoever begins a login reads its secret. That it came out of the platform's page in this browser is only sure of the
 * tool's own page, so that nobody is signed in as somebody else by a form from elsewhere.
 */
function isOwnForm(req: Request, origin: string): boolean {
  const site = req.get('sec-fetch-site');
  return site === undefined ? (req.get('origin') ?? origin) === origin : site === 'same-origin';
}

async function takeLaunch(deps: LaunchDeps, form: Launch, { req, res }: Exchange): Promise<void> {
  deps.binding.clearCookie(res, form.state);
  const verified = await verifyLaunch(deps, form);
  if (!verified) {
    await answerUsed(deps, form, res);
    return;
  }
  const { message, platform } = verified;
  offerWayBack(res, verified);
  await admitLaunch(deps, verified);
  if (isPick(message)) {
    await passPick(deps, { message, platform }, { req, res });
    return;
  }
  const launch = await openLink(deps, message, platform);
  const keepsCookies = form.keepsCookies || deps.binding.hasCookie(req, form.state);
  if (keepsCookies) await deps.welcome(launch, req, res);
  else
    newWindowPage(deps.show, res, {
      ticket: await keepForNewWindow(deps, launch),
      platform: launch.platform,
    });
}

/** Pages that refuse a launch lead back into the course, too. */
function offerWayBack(res: Response, { message, platform }: VerifiedMessage): void {
  const url = readReturnUrl(message, platform);
  if (url !== null) res.locals['backLink'] = { url, course: readCourseTitle(message) ?? platform.name };
}

async function passPick(
  { answerPick }: LaunchDeps,
  { message, platform }: { message: PickMessage; platform: Platform },
  { req, res }: Exchange,
): Promise<void> {
  const settings = message[claimNames.deepLinkingSettings];
  const returnUrl = settings?.['deep_link_return_url'];
  const pick = {
    platform: readPlatform(platform, typeof returnUrl === 'string' ? returnUrl : null),
    deploymentId: message[claimNames.deploymentId],
    person: readPerson(message, platform.issuer),
    role: toRole(message[claimNames.roles]),
    courseTitle: readCourseTitle(message),
    settings,
  };
  await answerPick(pick, req, res);
}

/**
 * The launch came without the secret of its login: the browser keeps no cookies here, or the login began in another
 * one. The state is left as it is, for the browser that it belongs to.
 */
async function answerUnbound(deps: LaunchDeps, form: Launch, res: Response): Promise<void> {
  const login = await deps.states.find(form.state);
  if (!login || login.expiresAt <= deps.clock()) throw new LaunchExpired();
  if (login.isUsed) {
    await answerUsed(deps, form, res);
    return;
  }
  const platform = await deps.registry.findById(login.platformId);
  const origin = platform && toOrigin(platform.authorizationUrl);
  if (login.storageTarget !== null && origin !== null && form.storageSecret === null) {
    deps.binding.setSessionProbe(res, form.state);
    storagePage(deps.show, res, { form, origin, target: login.storageTarget });
    return;
  }
  const verified = platform && (await readOldMessage(deps, form.idToken, platform));
  const course = verified && readReturnUrl(verified.message, verified.platform);
  const home = platform && toOrigin(platform.issuer) !== null ? platform.issuer : null;
  browserPage(deps.show, res, { startAgain: course ?? home });
}

/** A launch that was taken before, by a reload or "back": it is refused, with the way to where it led. */
async function answerUsed(deps: LaunchDeps, form: Launch, res: Response): Promise<void> {
  const login = await deps.states.find(form.state);
  if (!login?.isUsed) throw new LaunchExpired();
  const platform = await deps.registry.findById(login.platformId);
  const verified = platform && (await readOldMessage(deps, form.idToken, platform));
  if (verified) offerWayBack(res, verified);
  replayPage(deps.show, res, { home: verified && (await findHome(deps, verified)) });
}

async function readOldMessage(
  deps: LaunchDeps,
  idToken: string,
  platform: Platform,
): Promise<VerifiedMessage | null> {
  const payload = await readOldToken(deps.keys, idToken, platform);
  try {
    return payload && { message: parseMessage(payload), platform };
  } catch {
    return null;
  }
}

async function findHome(deps: LaunchDeps, { message, platform }: VerifiedMessage): Promise<string | null> {
  if (isPick(message)) return null;
  const placement = await deps.placements.findPlacement(placementId(readPlace(message, platform)));
  return placement && deps.homeOf(placement.cohortId, placement.id);
}
