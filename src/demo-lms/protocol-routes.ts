import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { receiveSelection } from './deep-linking/receive-selection.ts';
import type { Demo } from './deps.ts';
import { authorize } from './launch/authorize.ts';
import { Refused } from './refused.ts';
import { openidConfiguration } from './registration/configuration.ts';
import { registerTool } from './registration/register-tool.ts';
import { serviceRoutes } from './services/routes.ts';
import { grantToken } from './services/token.ts';

/** What tools ask for: in the browser, answered with pages, and behind its back, answered with JSON. */
export function protocolRoutes(demo: Demo): Router {
  const router = Router();
  router.get('/authorize', (req, res) => showAuthorization(demo, req, res));
  router.post('/authorize', (req, res) => showAuthorization(demo, req, res));
  router.post('/deep-link', (req, res) => showSelection(demo, req, res));
  router.use(backRoutes(demo));
  return router;
}

function backRoutes(demo: Demo): Router {
  const router = Router();
  router.get(
    '/.well-known/openid-configuration',
    (_req, res) => void res.json(openidConfiguration(demo.addresses)),
  );
  router.post('/register', express.json(), async (req, res) => {
    res.json(await registerTool(demo, req.get('authorization'), req.body));
  });
  router.get('/keys', (_req, res) => void res.json(demo.key.jwks));
  router.post('/token', async (req, res) => {
    res.set('Cache-Control', 'no-store').json(await grantToken(demo, req.body));
  });
  router.use('/services', express.text({ type: () => true, limit: '1mb' }), serviceRoutes(demo));
  router.use(refusalAsJson(demo));
  return router;
}

async function showAuthorization(demo: Demo, req: Request, res: Response): Promise<void> {
  const { action, fields } = await authorize(demo, req.method === 'POST' ? req.body : req.query);
  await demo.renderer.send(req, res, {
    view: 'pass-on',
    title: ['demo:passOn.title'],
    model: { action, fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
    formTargets: [new URL(action).origin],
  });
}

async function showSelection(demo: Demo, req: Request, res: Response): Promise<void> {
  const { launch, titles } = await receiveSelection(demo, req.body);
  await demo.renderer.send(req, res, {
    view: 'added',
    title: ['demo:added.title'],
    model: { titles, courseHref: demo.addresses.course(launch.personId, launch.courseId) },
  });
}

function refusalAsJson({ log }: Demo): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return void next(error);
    const refused = error instanceof Refused ? error : new Refused(500, 'server_error');
    if (refused !== error) log.error({ err: error }, 'The demo LMS failed');
    res.status(refused.status).json({ error: refused.reason, error_description: refused.message });
  };
}
