import { join } from 'node:path';
import type { Express, Response } from 'express';
import { create, type ExpressHandlebars } from 'express-handlebars';
import { assetUrls } from './asset-urls.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { templateHelpers } from './template-helpers.ts';
import { contextOf } from './middleware/context.ts';
import { findViewerOf, type Viewer } from './middleware/viewer.ts';
import type { BackLink } from './middleware/back-link.ts';
import { languages } from './texts.ts';
import { paths } from './paths.ts';

/** A page to be shown: the view's name under views/pages and what the template prints. */
export interface Page {
  readonly view: string;
  readonly model: object;
  /** The document's title, without the product's name. */
  readonly title: string;
  readonly status?: number;
  /** Who may frame the page; without it 'self' and the platforms of the session's launches. */
  readonly frameAncestors?: 'anyone' | readonly string[];
  /** Origins beside the tool's own to which a form of the page may be sent. */
  readonly formActions?: readonly string[];
  /** Names of scripts (src/web/assets/scripts) beside the one that every page has. */
  readonly scripts?: readonly string[];
  /** `page` is the tool's frame of bar, main column and foot; `bare` has the main column only. */
  readonly layout?: string;
}

export type RenderPage = (res: Response, page: Page) => void;

export interface RenderSettings {
  readonly views: string;
  readonly assets: string;
  readonly viewCache: boolean;
  readonly secure: boolean;
  readonly findBackLink: (req: Response['req']) => BackLink | null;
}

/** Sets up the templates of an app and gives the function that shows a page. */
export function createRender(app: Express, settings: RenderSettings): RenderPage {
  const assetUrl = assetUrls(settings.assets);
  const { views } = settings;
  const templates = create({
    extname: '.hbs',
    layoutsDir: join(views, 'layouts'),
    partialsDir: join(views, 'partials'),
    helpers: templateHelpers(assetUrl),
  });
  if (settings.viewCache) keepPartials(templates);
  app.engine('hbs', (path, options, done) => void templates.engine(path, options, done));
  app.set('view engine', 'hbs');
  app.set('views', join(views, 'pages'));
  if (settings.viewCache) app.enable('view cache');
  else app.disable('view cache');

  return (res, page) => {
    const { nonce } = contextOf(res);
    res.status(page.status ?? 200);
    res.set('Cache-Control', 'no-store');
    res.set('Content-Security-Policy', contentSecurityPolicy({ ...page, nonce, ...ancestorsOf(res, page) }));
    res.render(page.view, {
      ...page.model,
      layout: page.layout ?? 'page',
      page: frameOfPage(res, page, settings.findBackLink(res.req)),
    });
  };
}

/** express-handlebars keeps each partial, but puts all of them together anew for every page. */
function keepPartials(templates: ExpressHandlebars): void {
  const read = templates.getPartials.bind(templates);
  let partials: ReturnType<typeof read> | null = null;
  templates.getPartials = (options) => {
    partials ??= read(options).catch((error: unknown) => {
      partials = null;
      throw error;
    });
    return partials;
  };
}

/** What the layout prints around a page's own content. */
function frameOfPage(res: Response, page: Page, backLink: BackLink | null): object {
  const { t, language, nonce, framed, requestId } = contextOf(res);
  const viewer = findViewerOf(res);
  const { session, originalUrl } = res.req;
  return {
    t,
    language,
    nonce,
    framed,
    requestId,
    title: page.title,
    scripts: page.scripts ?? [],
    csrfToken: session?.csrfToken,
    enrolment: viewer?.enrolment.id,
    place: viewer && { title: viewer.cohort.title, home: paths.home.to(viewer.where) },
    trainerHome: viewer?.may('oversee') ? paths.overview.to(viewer.where) : null,
    queue: viewer?.may('grade') ? paths.queue.to(viewer.where) : null,
    library: viewer && libraryOf(viewer),
    backLink: framed ? null : backLink,
    here: res.req.method === 'GET' ? originalUrl : null,
    languages: languages.map((code) => ({
      code,
      name: t(`common:languageName.${code}`),
      current: code === language,
    })),
  };
}

/** What stands at the foot of every page of a cohort. */
function libraryOf(viewer: Viewer): object {
  const { where } = viewer;
  return {
    log: viewer.may('learn') ? paths.log.to(where) : null,
    glossary: paths.glossary.to(where),
    sources: paths.sources.to(where),
    competences: paths.competences.to(where),
    notices: paths.noticeSettings.to(where),
    record: viewer.may('learn') ? paths.ownRecord.to(where) : null,
  };
}

function ancestorsOf(res: Response, page: Page): { frameAncestors: 'anyone' | readonly string[] } {
  return { frameAncestors: page.frameAncestors ?? ["'self'", ...(res.req.session?.frameOrigins ?? [])] };
}
