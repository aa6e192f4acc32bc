import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { showModeration } from '../pages/trainer/moderation.ts';
import { showQueue } from '../pages/trainer/queue.ts';
import { postRemind } from '../pages/trainer/remind.ts';
import { paths } from '../paths.ts';

/** What trainers see of many hand-ins at once: who may come, and what happens. */
export function queueRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.moderation.pattern, allow('grade'), showModeration(deps));
  router.get(paths.queue.pattern, allow('grade'), showQueue(deps));
  router.post(paths.remind.pattern, form, allow('grade'), postRemind(deps));
  return router;
}
