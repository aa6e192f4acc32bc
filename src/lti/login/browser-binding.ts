import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Ties a login to the browser in which it began, so that nobody can be logged in as somebody else by a launch that
 * began elsewhere. The secrets are derived from the state, each for its own place: what a platform's page keeps is of
 * no use as a cookie.
 */
export interface BrowserBinding {
  /** Sets the cookie of one login, and one that scripts can read, which tells whether cookies arrive at all. */
  setCookies(res: Response, state: string): void;
  hasCookie(req: Request, state: string): boolean;
  /** Sets a cookie that scripts can read, to find out whether a session can be held where the login's own was lost. */
  setSessionProbe(res: Response, state: string): void;
  clearCookie(res: Response, state: string): void;
  storageSecret(state: string): string;
  isStorageSecret(state: string, secret: string): boolean;
}

const lifetimeSeconds = 600;
/** `__Host-` cookies need Secure, Path=/ and no Domain; Partitioned ones survive blocked third-party cookies. */
const attributes = 'Path=/; Secure; SameSite=None; Partitioned';

export function browserBinding(signingKey: Buffer): BrowserBinding {
  const derive = (place: string, state: string): string =>
    createHmac('sha256', signingKey).update(`lti-login.${place}.${state}`).digest('base64url').slice(0, 22);
  return {
    setCookies(res, state) {
      const value = derive('cookie', state);
      res.append(
        'Set-Cookie',
        `${cookieName(state)}=${value}; Max-Age=${lifetimeSeconds}; HttpOnly; ${attributes}`,
      );
      setProbe(res, probeName(state));
    },
    setSessionProbe: (res, state) => setProbe(res, sessionProbeName(state)),
    hasCookie: (req, state) => isSame(readCookie(req, cookieName(state)), derive('cookie', state)),
    clearCookie(res, state) {
      res.append('Set-Cookie', `${cookieName(state)}=; Max-Age=0; HttpOnly; ${attributes}`);
    },
    storageSecret: (state) => derive('storage', state),
    isStorageSecret: (state, secret) => isSame(secret, derive('storage', state)),
  };
}

/** Two frames of one page may log in together: each login has a cookie of its own. */
function cookieName(state: string): string {
  return `__Host-lti-login-${state.slice(0, 12)}`;
}

/** The cookie that the login page looks for to find out whether cookies work in its frame. */
export function probeName(state: string): string {
  return `__Host-lti-probe-${state.slice(0, 12)}`;
}

/** The same for the session, on the page that fetches the login's secret from the platform. */
export function sessionProbeName(state: string): string {
  return `__Host-lcf-probe-${state.slice(0, 12)}`;
}

function setProbe(res: Response, name: string): void {
  res.append('Set-Cookie', `${name}=1; Max-Age=60; ${attributes}`);
}

function readCookie(req: Request, name: string): string {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

function isSame(given: string, expected: string): boolean {
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(bytes, Buffer.from(expected));
}
