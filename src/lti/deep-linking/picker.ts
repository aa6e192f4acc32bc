import { Router, type Request, type Response } from 'express';
import type { JWTPayload } from 'jose';
import type { Curriculum } from '../../curriculum/index.ts';
import type { Role } from '../../people/index.ts';
import { asId, type Clock, type PlatformId } from '../../shared/index.ts';
import { PickNotAllowed, PlatformSwitchedOff } from '../errors.ts';
import type { AnswerPick } from '../launch.ts';
import type { LtiDeps, LtiSettings } from '../lti-deps.ts';
import type { Platform } from '../platforms/platform.ts';
import { PickExpired } from './errors.ts';
import { pickResponse } from './pick-response.ts';
import { parsePickSettings } from './pick-settings.ts';
import { openTicket, signTicket, type PickTicket } from './pick-ticket.ts';
import { listPickables, pickablesOf } from './pickable.ts';
import { pickerModel } from './picker-model.ts';

export const pickerPath = '/lti/deep-linking';

/** Long enough for a person without scripts to press the button. */
const RESPONSE_LIFETIME_SECONDS = 600;

const mayPick: Readonly<Record<Role, boolean>> = {
  trainer: true,
  organiser: true,
  trainee: false,
  mentor: false,
  none: false,
};

export interface PickerDeps extends Pick<LtiDeps, 'page' | 'translate' | 'curriculum'> {
  readonly settings: Pick<LtiSettings, 'publicUrl' | 'signingKey'>;
  readonly clock: Clock;
  readonly findPlatform: (id: PlatformId) => Promise<Platform | null>;
  /** Signs with the tool's key; adds kid, iat, exp and jti. */
  readonly sign: (claims: JWTPayload, lifetimeSeconds: number) => Promise<string>;
  readonly launchUrl: string;
}

export interface Picker {
  /** Answers a verified deep linking request with the picker's page. */
  readonly answerPick: AnswerPick;
  /** Takes the picker's form. It needs no session: all it has to know is in the signed ticket. */
  readonly router: Router;
}

export function createPicker(deps: PickerDeps): Picker {
  const router = Router();
  router.post(pickerPath, (req, res) => takeForm(deps, req, res));
  return {
    router,
    answerPick(pick, _req, res) {
      if (!mayPick[pick.role]) throw new PickNotAllowed();
      const { platform, deploymentId, courseTitle, person } = pick;
      const { frameOrigins, id: platformId } = platform;
      const known = {
        platformId,
        deploymentId,
        courseTitle,
        frameOrigins: [...frameOrigins],
        locale: person.locale,
      };
      showPicker(deps, res, { ...known, ...parsePickSettings(pick.settings) }, false);
      return Promise.resolve();
    },
  };
}

function showPicker(deps: PickerDeps, res: Response, ticket: PickTicket, isEmpty: boolean): void {
  res.locals['launchLocale'] = ticket.locale;
  deps.page(res, {
    view: 'lti/picker',
    title: deps.translate(res, 'lti:picker.title'),
    status: isEmpty ? 422 : 200,
    frameAncestors: framesOf(ticket),
    layout: 'bare',
    model: pickerModel({
      action: pickerPath,
      ticket: signTicket(deps.settings.signingKey, ticket, deps.clock()),
      multiple: ticket.multiple,
      courseTitle: ticket.courseTitle,
      pickables: pickablesOf(deps.curriculum()),
      isEmpty,
    }),
  });
}

async function takeForm(deps: PickerDeps, req: Request, res: Response): Promise<void> {
  const form = (req.body ?? {}) as Readonly<Record<string, unknown>>;
  const ticket = openTicket(deps.settings.signingKey, form['ticket'], deps.clock());
  res.locals['launchLocale'] = ticket.locale;
  const isCancelled = form['cancel'] !== undefined;
  const picked = isCancelled ? [] : readPicked(deps.curriculum(), form['activity'], ticket.multiple);
  if (!isCancelled && picked.length === 0) {
    showPicker(deps, res, ticket, true);
    return;
  }
  const platform = await deps.findPlatform(asId(ticket.platformId));
  if (!platform) throw new PickExpired();
  if (platform.switchedOffAt) throw new PlatformSwitchedOff(platform.issuer);
  const claims = pickResponse({ platform, ticket, picked, launchUrl: deps.launchUrl });
  deps.page(res, {
    view: 'lti/picker-answer',
    title: deps.translate(res, 'lti:picker.answer.title'),
    frameAncestors: framesOf(ticket),
    formActions: [new URL(ticket.returnUrl).origin],
    layout: 'bare',
    scripts: ['lti-send-form.js'],
    model: { action: ticket.returnUrl, jwt: await deps.sign(claims, RESPONSE_LIFETIME_SECONDS) },
  });
}

/** What was chosen and exists; one only, unless the platform takes several. */
function readPicked(
  curriculum: Curriculum,
  chosen: unknown,
  multiple: boolean,
): ReturnType<typeof listPickables> {
  const values = new Set([chosen].flat());
  const picked = listPickables(curriculum).filter(({ value }) => values.has(value));
  return multiple ? picked : picked.slice(0, 1);
}

/** The tool itself, the platform, and where the answer goes: that is the platform's page around this one. */
function framesOf({ frameOrigins, returnUrl }: PickTicket): string[] {
  return ["'self'", ...new Set([...frameOrigins, new URL(returnUrl).origin])];
}
