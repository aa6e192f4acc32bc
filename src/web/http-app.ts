import { basename, join } from 'node:path';
import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Log } from '../shared/index.ts';
import { assetUrls } from './asset-urls.ts';
import { closedPolicy, pdfWorkerPolicy } from './content-security-policy.ts';
import { errorHandler, notFound } from './errors/error-handler.ts';
import { backLinks, type BackLink } from './middleware/back-link.ts';
import { formTokens } from './middleware/form-guard.ts';
import { requestContext } from './middleware/context.ts';
import { requestLog } from './middleware/request-log.ts';
import { secureByPublicUrl } from './middleware/secure-hop.ts';
import { paths } from './paths.ts';
import { createRender, type RenderPage } from './render.ts';
import type { Texts } from './texts.ts';

export interface HttpSettings {
  readonly publicUrl: URL;
  /** Whether browsers take Secure cookies from PUBLIC_URL: https, or a loopback address. */
  readonly secure: boolean;
  readonly trustProxy: string | number | false;
  readonly views: string;
  readonly assets: string;
  readonly viewCache: boolean;
  /** 32 bytes; signs what needs no session. */
  readonly signingKey: Buffer;
}

export interface HttpDeps {
  readonly settings: HttpSettings;
  readonly texts: Texts;
  readonly session: RequestHandler;
  /** Whether the database and the outbox's worker answer. */
  readonly ready: () => Promise<boolean>;
  /** Sites of their own that stand before everything of the tool's, such as the demo LMS. */
  readonly before?: readonly RequestHandler[];
  readonly log: Log;
}

/** The HTTP side before any route of a room: `mount` adds those, `finish` what comes after all routes. */
export interface HttpApp {
  readonly express: Express;
  readonly page: RenderPage;
  readonly rememberBackLink: ReturnType<typeof backLinks>['remember'];
  readonly formToken: ReturnType<typeof formTokens>;
  mount(router: RequestHandler): void;
  finish(): void;
}

/** Addresses that never need a session, so that they cost no read of one. */
const withoutSession =
  /^\/(lti\/(?!launch)|save\/|save-(note|draft|mark|review)$|upload(\/|-form$|$)|remove-file$)/;
/** Bytes of a form; an id_token with a long roster of roles is about 10 kB, a long answer 20 kB. */
const formLimit = 256 * 1024;
/** Bytes of a page of a task: a draft of 200,000 characters, of which each may take six where it is not Latin. */
const draftLimit = 2 * 1024 * 1024;
/** A grant for everyone who is ticked in a large cohort names up to 2,000 people; see trainer-forms.ts. */
const mostFields = 2_100;

export function createHttpApp(deps: HttpDeps): HttpApp {
  const { settings, texts, session, log } = deps;
  const app = express();
  const links = backLinks(settings.signingKey);
  const findBackLink = (req: Request): BackLink | null => launchBackLink(req) ?? links.find(req);
  const page = createRender(app, { ...settings, findBackLink });
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);
  app.set('query parser', 'simple');
  for (const site of deps.before ?? []) app.use(site);
  app.use(secureByPublicUrl(settings.secure));
  app.use(requestContext(texts));
  app.use(requestLog(log));
  app.use(securityHeaders(settings.publicUrl));
  serveFiles(app, settings.assets);
  serveHealth(app, deps.ready);
  const form = { extended: false, parameterLimit: mostFields };
  app.use(paths.saveDraft.pattern, express.urlencoded({ ...form, limit: draftLimit }));
  app.use(express.urlencoded({ ...form, limit: formLimit }));
  app.use((req, res, next) => {
    if (withoutSession.test(req.path)) next();
    else session(req, res, next);
  });
  return {
    express: app,
    page,
    rememberBackLink: links.remember,
    formToken: formTokens(settings.signingKey),
    mount: (router) => void app.use(router),
    finish() {
      app.use(notFound);
      app.use(errorHandler(page, log));
    },
  };
}

/** The way back that a launch named just now; pages that refuse it offer it too. */
function launchBackLink(req: Request): BackLink | null {
  return (req.res?.locals['backLink'] as BackLink | undefined) ?? null;
}

/** Everything but the policy of a page, which render.ts sets page by page; what is no page gets the closed one. */
function securityHeaders(publicUrl: URL): RequestHandler[] {
  const always = helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl.protocol === 'https:',
  });
  return [
    always,
    (req, res, next) => {
      res.set('Content-Security-Policy', closedPolicy);
      // Registration is a window that a platform opened and that tells its opener when it is done.
      if (!req.path.startsWith('/lti/')) res.set('Cross-Origin-Opener-Policy', 'same-origin');
      next();
    },
  ];
}

function serveFiles(app: Express, assets: string): void {
  app.use(
    '/assets',
    express.static(assets, {
      ...{ immutable: true, maxAge: '365d', index: false, redirect: false },
      setHeaders(res, path) {
        if (basename(path).startsWith('pdf.worker-'))
          res.setHeader('Content-Security-Policy', pdfWorkerPolicy);
      },
    }),
  );
  const logo = basename(assetUrls(assets)('logo.svg'));
  app.get('/logo.svg', (_req, res) => {
    res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    res.sendFile(join(assets, logo), { maxAge: '1d' });
  });
}

function serveHealth(app: Express, ready: () => Promise<boolean>): void {
  app.get(paths.health.pattern, (_req, res) => void res.json({ ok: true }));
  app.get(paths.ready.pattern, async (_req, res) => {
    const isReady = await ready();
    res.status(isReady ? 200 : 503).json({ ok: isReady });
  });
}
