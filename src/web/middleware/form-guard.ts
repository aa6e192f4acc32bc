import { createHmac } from 'node:crypto';
import type { RequestHandler } from 'express';
import { csrfSync } from 'csrf-sync';
import type { PersonId } from '../../shared/index.ts';
import { SessionExpired, StaleForm } from '../errors/web-errors.ts';

const { csrfSynchronisedProtection } = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, unknown> | undefined)?.['_csrf'] as string,
  getTokenFromState: (req) => req.session.csrfToken,
  storeTokenInState: (req, token) => {
    req.session.csrfToken = String(token);
  },
});

/**
 * The token that a person's forms carry: the same in each of their sessions, so that two frames that start at once, or
 * a page left open while its reader signs in anew, can still send what was typed. Another person's never fits.
 */
export function formTokens(key: Buffer): (personId: PersonId) => string {
  return (personId) => createHmac('sha256', key).update(`form.${personId}`).digest('base64url');
}

/**
 * Lets only forms of the tool's own pages and of the person of this session through. Everything else is refused with what was
 * typed shown again (the error page does that), so that nothing is lost.
 */
export const formGuard: RequestHandler = (req, res, next) => {
  const site = req.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new StaleForm();
  if (!req.session.personId) throw new SessionExpired();
  csrfSynchronisedProtection(req, res, (error?: unknown) => {
    next(error ? new StaleForm() : undefined);
  });
};
