import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { DemoClient, DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';
import { activateTool, invite } from '../registration/register-tool.ts';
import { whoModel } from './names.ts';

/** Where the administrator registers tools and switches them on. */
export function toolRoutes(demo: Demo): Router {
  const router = Router();
  router.get('/as/:person/tools', (req, res) => showTools(demo, req, res));
  router.get('/as/:person/tools/register', (req: ByPerson, res) => showRegistration(demo, req, res));
  router.post(
    '/as/:person/tools/:client/activate',
    async (req: Request<{ person: string; client: string }>, res) => {
      const person = await administratorOf(demo, req.params.person);
      await activateTool(demo, req.params.client);
      res.redirect(303, demo.addresses.tools(person._id));
    },
  );
  return router;
}

type ByPerson = Request<{ person: string }>;

async function showTools(demo: Demo, req: ByPerson, res: Response): Promise<void> {
  const person = await administratorOf(demo, req.params.person);
  const clients = await demo.records.clients.find({}).sort({ _id: 1 }).lean();
  const model = toolsModel(demo, person, clients);
  await demo.renderer.send(req, res, { view: 'tools', title: ['demo:tools.title'], model });
}

function toolsModel({ addresses }: Demo, person: DemoPerson, clients: readonly DemoClient[]): object {
  const tools = addresses.tools(person._id);
  return {
    who: whoModel(person),
    registerAction: `${tools}/register`,
    tools: clients.map((client) => ({
      name: client.name,
      host: new URL(client.loginUrl).host,
      clientId: client._id,
      isPending: client.state === 'pending',
      activateAction: `${tools}/${encodeURIComponent(client._id)}/activate`,
    })),
  };
}

/** Opens a tool's registration address with what it needs to register itself here. */
async function showRegistration(demo: Demo, req: ByPerson, res: Response): Promise<void> {
  const person = await administratorOf(demo, req.params.person);
  const given = z.url({ protocol: /^https?$/ }).safeParse(req.query['url']);
  if (!given.success) throw new Refused(400, 'no_registration_address');
  const target = new URL(given.data);
  target.searchParams.set('openid_configuration', demo.addresses.configuration);
  target.searchParams.set('registration_token', await invite(demo));
  await demo.renderer.send(req, res, {
    view: 'register',
    title: ['demo:register.title'],
    model: { who: whoModel(person), frameHref: target.href, toolsHref: demo.addresses.tools(person._id) },
    frames: [target.origin],
  });
}

async function administratorOf({ records }: Demo, id: string): Promise<DemoPerson> {
  const person = await records.people.findOne({ _id: id }).lean();
  if (person?.role !== 'administrator') throw new Refused(403, 'administrators_only');
  return person;
}
