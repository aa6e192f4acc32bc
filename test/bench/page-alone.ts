import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import Handlebars from 'handlebars';
import helmet from 'helmet';
import { freePort, startChild, type Child } from './child.ts';

const page = `<!doctype html><html lang="{{language}}"><head><meta charset="utf-8"><title>{{title}}</title></head><body>
<nav>{{#each links}}<a href="{{href}}"{{#if current}} aria-current="page"{{/if}}>{{text}}</a>{{/each}}</nav>
<main><h1>{{title}}</h1>{{{html}}}</main></body></html>`;

/** Express, helmet and Handlebars with a page of this many bytes, and nothing else: no session, no store, no texts. */
export async function startPageAlone(bytes: number): Promise<Child & { readonly url: string }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = { BENCH_URL: url, BENCH_BYTES: String(bytes) };
  return { ...(await startChild(fileURLToPath(import.meta.url), ['serve', 'page'], env)), url };
}

/** The child's side. */
export async function servePage(): Promise<void> {
  const template = Handlebars.compile(page);
  const html = '<p>A community of practice meets because its members want to get better at something.</p>\n';
  const links = Array.from({ length: 12 }, (_, n) => ({
    href: `/page/${n}`,
    text: `Page ${n}`,
    current: n === 1,
  }));
  const frame = template({ language: 'en', title: 'A page', links, html: '' }).length;
  const times = Math.max(1, Math.round((Number(process.env['BENCH_BYTES']) - frame) / html.length));
  const app = express().disable('x-powered-by').disable('etag').use(helmet());
  app.get('/', (_req, res) => {
    res.send(template({ language: 'en', title: 'A page', links, html: html.repeat(times) }));
  });
  const server = createServer(app).listen(Number(new URL(process.env['BENCH_URL'] ?? '').port), '127.0.0.1');
  await once(server, 'listening');
  process.stdout.write('ready\n');
}
