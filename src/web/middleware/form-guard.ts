import type { RequestHandler } from 'express';
import { csrfSync } from 'csrf-sync';
import { SessionExpired, StaleForm } from '../errors/web-errors.ts';

const { generateToken, csrfSynchronisedProtection } = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, unknown> | undefined)?.['_csrf'] as string,
  getTokenFromState: (req) => req.session.csrfToken,
  storeTokenInState: (req, token) => {
    req.session.csrfToken = String(token);
  },
});

/** Gives a new session the token that its forms carry. Called once, at the launch. */
export const giveFormToken = generateToken;

/**
 * Lets only forms of the tool's own pages and of this very session through. Everything else is refused with what was
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
