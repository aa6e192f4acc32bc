import type { Response } from 'express';
import type { LaunchPlatform } from './launch.ts';
import type { LtiDeps } from './lti-deps.ts';
import { probeName, sessionProbeName } from './login/browser-binding.ts';
import { ltiPaths } from './tool-addresses.ts';

/** What a page of a login or launch needs to be shown. */
export type ShowPage = Pick<LtiDeps, 'page' | 'translate'>;

interface StoragePage {
  readonly form: { readonly idToken: string; readonly state: string };
  /** The origin of the platform's page that keeps the secret. */
  readonly origin: string;
  readonly target: string;
}

/** Fetches the login's secret from the platform's own page and sends the launch again, with it. */
export function storagePage(
  { page, translate }: ShowPage,
  res: Response,
  { form, origin, target }: StoragePage,
): void {
  page(res, {
    view: 'lti/storage',
    layout: 'bare',
    title: translate(res, 'lti:opening.title'),
    frameAncestors: 'anyone',
    scripts: ['lti-login.js'],
    model: {
      launch: ltiPaths.launch,
      idToken: form.idToken,
      state: form.state,
      probe: sessionProbeName(form.state),
      storage: { origin, target, key: storageKey(form.state) },
    },
  });
}

/** The launch is let in, but its frame can hold no session: it goes on in a window of its own. */
export function newWindowPage(
  { page, translate }: ShowPage,
  res: Response,
  { ticket, platform }: { ticket: string; platform: LaunchPlatform },
): void {
  page(res, {
    view: 'lti/new-window',
    layout: 'bare',
    title: translate(res, 'lti:newWindow.title'),
    frameAncestors: ["'self'", ...platform.frameOrigins],
    model: { address: ltiPaths.window.replace(':ticket', ticket) },
  });
}

/** The browser sent no cookie with the launch: only the platform can start another one. */
export function browserPage(
  { page, translate }: ShowPage,
  res: Response,
  { startAgain }: { startAgain: string | null },
): void {
  page(res, {
    view: 'lti/no-cookie',
    layout: 'bare',
    title: translate(res, 'lti:noCookie.title'),
    status: 400,
    frameAncestors: 'anyone',
    model: { startAgain },
  });
}

export function replayPage(
  { page, translate }: ShowPage,
  res: Response,
  { home }: { home: string | null },
): void {
  page(res, {
    view: 'lti/replay',
    layout: 'bare',
    title: translate(res, 'lti:replay.title'),
    status: 409,
    frameAncestors: 'anyone',
    model: { home },
  });
}

interface LoginPage {
  readonly state: string;
  readonly authorizationUrl: string;
  readonly newWindowUrl: string;
  readonly storage: { readonly origin: string; readonly target: string; readonly secret: string } | null;
}

/** The small page of a login inside a frame. Its links do everything; its script only presses one of them. */
export function loginPage({ page, translate }: ShowPage, res: Response, login: LoginPage): void {
  const { state, authorizationUrl, newWindowUrl, storage } = login;
  page(res, {
    view: 'lti/login',
    layout: 'bare',
    title: translate(res, 'lti:opening.title'),
    frameAncestors: 'anyone',
    scripts: ['lti-login.js'],
    model: {
      authorizationUrl,
      newWindowUrl,
      probe: probeName(state),
      storage: storage && { ...storage, key: storageKey(state) },
    },
  });
}

/** https://www.imsglobal.org/spec/lti-cs-oidc/v0p1: the tool names what it stores after the state. */
function storageKey(state: string): string {
  return `lti_state_${state}`;
}
