import { join } from 'node:path';
import type { Request, Response } from 'express';
import { create } from 'express-handlebars';
import type { Addresses } from '../addresses.ts';
import type { DemoTexts } from '../deps.ts';

export type DemoLanguage = 'en' | 'de';

export interface DemoPage {
  /** The name of a template in views/pages/demo. */
  readonly view: string;
  /** Key and values of the title. */
  readonly title: readonly [key: string, values?: Record<string, unknown>];
  readonly model: object;
  readonly status?: number;
  /** Origins that the page frames, and that its forms go to. */
  readonly frames?: readonly string[];
  readonly formTargets?: readonly string[];
}

type Asked = Pick<Request, 'acceptsLanguages'>;

export interface DemoRenderer {
  language(req: Asked): DemoLanguage;
  send(req: Asked, res: Response, page: DemoPage): Promise<void>;
}

interface RendererDeps {
  readonly addresses: Addresses;
  readonly texts: DemoTexts;
  readonly viewsFolder: string;
}

/** The demo's own engine: another site than the tool, so that one sees which is which. */
export function createRenderer({ addresses, texts, viewsFolder }: RendererDeps): DemoRenderer {
  const engine = create({
    extname: '.hbs',
    layoutsDir: join(viewsFolder, 'layouts'),
    partialsDir: [],
    defaultLayout: 'demo',
  });
  const language = (req: Asked): DemoLanguage => (req.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en');
  return {
    language,
    send: async (req, res, page) => {
      const t = texts.inLanguage(language(req));
      const html = await engine.renderView(join(viewsFolder, 'pages/demo', `${page.view}.hbs`), {
        ...page.model,
        language: language(req),
        pageTitle: t(page.title[0], page.title[1] ?? {}),
        addresses: { start: addresses.base, style: addresses.style },
        cache: true,
        helpers: {
          t: (key: string, options: { hash: Record<string, unknown> }) => t(key, options.hash),
          script: (name: string) => addresses.script(name),
        },
      });
      res.setHeader('Content-Security-Policy', policy(page));
      res.setHeader('Cache-Control', 'no-store');
      res
        .status(page.status ?? 200)
        .type('html')
        .send(html);
    },
  };
}

function policy({ frames = [], formTargets = [] }: DemoPage): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    `frame-src 'self' ${frames.join(' ')}`.trim(),
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join('; ');
}
