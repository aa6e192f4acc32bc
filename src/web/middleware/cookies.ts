import type { Request, Response } from 'express';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
  /** Without it every page gets the cookie, as the prefix `__Host-` demands. */
  readonly path?: string;
}

/**
 * Sets a cookie that also arrives when the tool stands in a frame and third-party cookies are blocked: partitioned by
 * the site around it (CHIPS), Secure, never readable by scripts.
 */
export function setCookie(res: Response, { name, value, maxAgeSeconds, path = '/' }: Cookie): void {
  res.append(
    'Set-Cookie',
    `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=None; Partitioned`,
  );
}

/** The cookies of a request by name; the first of a name wins, as browsers send the most specific one first. */
export function readCookies(req: Request): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}
