import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { readCookies, setCookie } from './cookies.ts';

/** The way back to the LMS's course, as the platform named it at a launch. */
export interface BackLink {
  readonly url: string;
  readonly course: string;
}

const backLinkSchema = z.object({ url: z.url({ protocol: /^https?$/ }), course: z.string() });
const maxAgeSeconds = 30 * 86_400;
const cookieName = (placement: string): string => `__Secure-lcf-back-${placement}`;

/** Whose pages lead back there: the cookie is sent to them alone, since a course may hold dozens of links. */
interface LinkedPages {
  readonly cohort: string;
  readonly placement: string;
}

/**
 * Remembers the way back per placement in a signed cookie, not in the session: the address may hold a token of that
 * one person, and error and expired-session pages need it too.
 */
export function backLinks(key: Buffer): {
  readonly remember: (res: Response, pages: LinkedPages, link: BackLink) => void;
  readonly find: (req: Request) => BackLink | null;
} {
  const sign = (text: string): string => createHmac('sha256', key).update(`back.${text}`).digest('base64url');
  return {
    remember(res, { cohort, placement }, link) {
      const body = Buffer.from(JSON.stringify(link)).toString('base64url');
      if (body.length > 3000) return;
      setCookie(res, {
        name: cookieName(placement),
        value: `${body}.${sign(body)}`,
        path: `/c/${encodeURIComponent(cohort)}/${encodeURIComponent(placement)}`,
        maxAgeSeconds,
      });
    },
    find(req) {
      const [, placement] = /^\/c\/[^/]+\/([^/]+)/.exec(req.path) ?? [];
      const value = placement && readCookies(req).get(cookieName(placement));
      const [body = '', signature = ''] = (value || '').split('.');
      if (!body || !isSame(signature, sign(body))) return null;
      const parsed = backLinkSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
      return parsed.success ? parsed.data : null;
    },
  };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
