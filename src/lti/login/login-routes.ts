import { Router, type Request, type Response } from 'express';
import { loginPage, type ShowPage } from '../pages.ts';
import { toOrigin } from '../platforms/origins.ts';
import { ltiPaths } from '../tool-addresses.ts';
import type { BrowserBinding } from './browser-binding.ts';
import { parseLoginRequest, type LoginRequest } from './login-request.ts';
import { startLogin, type StartedLogin, type StartLoginDeps } from './start-login.ts';

export interface LoginDeps extends StartLoginDeps {
  readonly binding: BrowserBinding;
  readonly show: ShowPage;
}

/** GET and POST /lti/login. */
export function loginRoutes(deps: LoginDeps): Router {
  const router = Router();
  router.route(ltiPaths.login).get(answer).post(answer);
  return router;

  async function answer(req: Request, res: Response): Promise<void> {
    const request = parseLoginRequest(req);
    const login = await startLogin(deps, request);
    deps.binding.setCookies(res, login.state);
    res.set('Cache-Control', 'no-store');
    if (isInFrame(req)) showLoginPage(deps, res, { request, login });
    else res.redirect(302, login.authorizationUrl);
  }
}

/**
 * Inside a frame the browser may keep no cookies, which only shows once it has our answer. The platform's launch is
 * good for one visit, so the page must find out before it goes there.
 */
function isInFrame(req: Request): boolean {
  return ['iframe', 'frame', 'embed', 'object'].includes(req.get('sec-fetch-dest') ?? '');
}

function showLoginPage(
  { binding, show }: LoginDeps,
  res: Response,
  { request, login }: { request: LoginRequest; login: StartedLogin },
): void {
  const origin = toOrigin(login.authorizationUrl);
  const target = request.storageTarget;
  loginPage(show, res, {
    state: login.state,
    authorizationUrl: login.authorizationUrl,
    newWindowUrl: `${ltiPaths.login}?${request.parameters.toString()}`,
    storage:
      target !== null && origin !== null
        ? { origin, target, secret: binding.storageSecret(login.state) }
        : null,
  });
}
