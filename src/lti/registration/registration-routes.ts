import { Router, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Log } from '../../shared/index.ts';
import { InviteNotValid, TooManyTries } from '../errors.ts';
import type { LtiDeps } from '../lti-deps.ts';
import { quirksOf } from '../platforms/quirks-of.ts';
import type { Platform } from '../platforms/platform.ts';
import { ltiPaths } from '../tool-addresses.ts';
import { inviteIdOf } from './create-invite.ts';
import { registerPlatform, type RegisterPlatformDeps } from './register-platform.ts';
import { RegistrationFailed } from './registration-failed.ts';

export interface RegistrationDeps extends RegisterPlatformDeps {
  readonly show: Pick<LtiDeps, 'page' | 'translate'>;
  readonly log: Log;
}

const querySchema = z.object({
  openid_configuration: z.string().min(1).max(4096),
  registration_token: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7E]*$/)
    .optional()
    .transform((value) => value || null),
});

/** Tries in a minute: with one invite, and with invites that are not valid, per address. */
const triesPerInvite = 20;
const failuresPerAddress = 20;

/** GET /lti/register/<invite>: an LMS opens it with the address of its configuration. */
export function registrationRoutes(deps: RegistrationDeps): Router {
  const tries = new RateLimiterMemory({ points: triesPerInvite, duration: 60 });
  const failures = new RateLimiterMemory({ points: failuresPerAddress, duration: 60 });
  const router = Router();
  router.get(ltiPaths.register, async (req, res) => {
    const invite = String(req.params['invite']);
    const address = req.ip ?? '';
    if (((await failures.get(address))?.consumedPoints ?? 0) >= failuresPerAddress) throw new TooManyTries();
    await tries.consume(inviteIdOf(invite)).catch(() => {
      throw new TooManyTries();
    });
    try {
      await answer(deps, invite, { req, res });
    } catch (error) {
      if (error instanceof InviteNotValid) await failures.consume(address).catch(() => undefined);
      throw error;
    }
  });
  return router;
}

async function answer(
  deps: RegistrationDeps,
  invite: string,
  { req, res }: { req: Request; res: Response },
): Promise<void> {
  const query = querySchema.safeParse(req.query);
  if (!query.success) {
    await explain(deps, invite, { req, res });
    return;
  }
  const { openid_configuration: configurationUrl, registration_token: registrationToken } = query.data;
  const t = (key: string): string => deps.show.translate(res, key);
  const words = { name: t('lti:tool.name'), description: t('lti:tool.description') };
  try {
    showDone(deps, res, await registerPlatform(deps, { invite, configurationUrl, registrationToken, words }));
  } catch (error) {
    if (!(error instanceof RegistrationFailed)) throw error;
    deps.log.warn({ err: error }, 'a registration failed');
    showFailure(deps, res, error);
  }
}

/** Somebody opened the address in a browser: it belongs into the LMS. */
async function explain(
  { invites, clock, show, addresses }: RegistrationDeps,
  invite: string,
  { req, res }: { req: Request; res: Response },
): Promise<void> {
  if (!(await invites.isLiving(inviteIdOf(invite), clock()))) throw new InviteNotValid();
  show.page(res, {
    view: 'lti/register',
    title: show.translate(res, 'lti:register.title'),
    status: 400,
    layout: 'bare',
    frameAncestors: 'anyone',
    model: { address: new URL(req.path, addresses.origin).href },
  });
}

function showDone({ show }: RegistrationDeps, res: Response, platform: Platform): void {
  const { stepsAfterRegistration } = quirksOf(platform.family);
  show.page(res, {
    view: 'lti/registered',
    title: show.translate(res, 'lti:registered.title'),
    layout: 'bare',
    frameAncestors: 'anyone',
    scripts: ['lti-registered.js'],
    model: {
      name: platform.name,
      steps: stepsAfterRegistration.map((step) => `lti:registered.step.${step}`),
      waitsForDeployment: platform.deployments.length === 0,
    },
  });
}

function showFailure(
  { show }: RegistrationDeps,
  res: Response,
  { problem, values }: RegistrationFailed,
): void {
  show.page(res, {
    view: 'lti/registration-failed',
    title: show.translate(res, 'lti:registrationFailed.title'),
    status: 422,
    layout: 'bare',
    frameAncestors: 'anyone',
    model: { problem: show.translate(res, `lti:registrationFailed.problem.${problem}`, { ...values }) },
  });
}
