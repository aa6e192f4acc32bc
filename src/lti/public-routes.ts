import { Router } from 'express';
import type { KeyRing } from './keys/key-ring.ts';
import type { LtiDeps } from './lti-deps.ts';
import { canvasConfiguration } from './registration/tool-description.ts';
import { ltiPaths, type ToolAddresses } from './tool-addresses.ts';

interface PublicDeps {
  readonly ring: KeyRing;
  readonly addresses: ToolAddresses;
  readonly translate: LtiDeps['translate'];
}

/** GET /lti/keys and GET /lti/canvas.json: what platforms read without asking a person. */
export function publicRoutes({ ring, addresses, translate }: PublicDeps): Router {
  const router = Router();
  router.get(ltiPaths.keys, async (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(await ring.keySet());
  });
  router.get(ltiPaths.canvas, (_req, res) => {
    const words = {
      name: translate(res, 'lti:tool.name'),
      description: translate(res, 'lti:tool.description'),
    };
    res.set('Vary', 'Accept-Language, Cookie').json(canvasConfiguration(words, addresses));
  });
  return router;
}
