import express, { Router, type ErrorRequestHandler } from 'express';
import { protocolPath } from './addresses.ts';
import type { Demo } from './deps.ts';
import { pageRoutes } from './pages/routes.ts';
import { toolRoutes } from './pages/tool-routes.ts';
import { protocolRoutes } from './protocol-routes.ts';
import { Refused } from './refused.ts';

/** Everything that the demo LMS answers. */
export function demoRouter(demo: Demo): Router {
  const router = Router();
  if (demo.hooks.intercept) router.use(demo.hooks.intercept);
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  router.use(protocolPath, protocolRoutes(demo));
  router.use(pageRoutes(demo));
  router.use(toolRoutes(demo));
  router.use((_req, _res, next) => next(new Refused(404, 'not_found')));
  router.use(refusalPage(demo));
  return router;
}

function refusalPage(demo: Demo): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return void next(error);
    const refusal = error instanceof Refused ? error : null;
    if (!refusal) demo.log.error({ err: error as unknown }, 'The demo LMS failed');
    const status = refusal?.status ?? 500;
    const reason = refusal?.reason ?? 'server_error';
    await demo.renderer.send(req, res, {
      view: 'refused',
      title: ['demo:refused.title'],
      model: { reason },
      status,
    });
  };
}
