import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postSecondLook, showVersion } from '../pages/learner/feedback/version.ts';
import { paths } from '../paths.ts';

/** What authors see of what they handed in. */
export function feedbackRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.version.pattern, allow('hand-in'), showVersion(deps));
  router.post(paths.secondLook.pattern, form, allow('hand-in'), postSecondLook(deps));
  return router;
}
