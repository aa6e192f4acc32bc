import type { Request, RequestHandler, Response } from 'express';
import { randomBytes, randomUUID } from 'node:crypto';
import { asLanguage, languages, type Language, type Texts, type Translate } from '../texts.ts';
import { readCookies, setCookie } from './cookies.ts';

/** What every request knows before its route runs. */
export interface RequestContext {
  /** Shown on error pages and written to the log with them. */
  readonly requestId: string;
  /** For the scripts of this answer alone. */
  readonly nonce: string;
  readonly language: Language;
  readonly t: Translate;
  /** Whether the page is shown inside another site's page. */
  readonly framed: boolean;
}

const languageCookie = '__Host-lcf-language';

/** Sets `res.locals.context`. The language is chosen when it is asked for: by then the session is known. */
export function requestContext(texts: Texts): RequestHandler {
  return (req, res, next) => {
    const context: RequestContext = {
      requestId: randomUUID(),
      nonce: randomBytes(16).toString('base64'),
      framed: ['iframe', 'frame', 'embed', 'object'].includes(req.get('sec-fetch-dest') ?? ''),
      get language() {
        return chooseLanguage(req);
      },
      get t() {
        return texts.inLanguage(chooseLanguage(req));
      },
    };
    res.locals['context'] = context;
    next();
  };
}

export function contextOf(res: Response): RequestContext {
  return res.locals['context'] as RequestContext;
}

/** The reader's own choice, then the launch's locale, then the browser's. */
function chooseLanguage(req: Request): Language {
  return (
    asLanguage(readCookies(req).get(languageCookie)) ??
    asLanguage(launchLocaleOf(req)) ??
    asLanguage(req.session?.locale) ??
    asLanguage(req.acceptsLanguages([...languages]) || null) ??
    'en'
  );
}

/** Set by lti on answers to a launch that begins no session, as deep linking. */
function launchLocaleOf(req: Request): string | null {
  return (req.res?.locals['launchLocale'] as string | null | undefined) ?? null;
}

export function rememberLanguage(res: Response, language: Language): void {
  setCookie(res, { name: languageCookie, value: language, maxAgeSeconds: 365 * 86_400 });
}
