import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { showModeration } from '../pages/trainer/moderation.ts';
import { paths } from '../paths.ts';

/** What trainers see of many hand-ins at once: who may come, and what happens. */
export function queueRoutes(deps: WebDeps, { allow }: RouteTools): Router {
  const router = Router();
  router.get(paths.moderation.pattern, allow('grade'), showModeration(deps));
  return router;
}
