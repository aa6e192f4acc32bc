import request, { type Response, type Test } from 'supertest';
import { CookieJar } from './cookie-jar.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without scripts: keeps cookies, follows redirects of the tool's own site, fills in forms. */
export class PlainBrowser {
  readonly jar = new CookieJar();
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, headers: Readonly<Record<string, string>> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  get(path: string): Promise<Visit> {
    return this.#go(path, (agent) => agent.get(this.#local(path)));
  }

  post(path: string, fields: Fields = {}): Promise<Visit> {
    return this.#go(path, (agent) => agent.post(this.#local(path)).type('form').send(encodeForm(fields)));
  }

  /** Sends a form's fields and does not go where the answer leads. */
  async send(path: string, fields: Fields): Promise<Visit> {
    const url = this.#local(path);
    return new Visit(url, await this.#send((agent) => agent.post(url).type('form').send(encodeForm(fields))));
  }

  /** Sends a form of the page as a person would: with its hidden fields, `changes` filled in and a button pressed. */
  submit(visit: Visit, action: string | RegExp, changes: Fields = {}): Promise<Visit> {
    const form = visit.form(action);
    return this.post(form.action, { ...form.fields, ...changes });
  }

  async #go(path: string, ask: (agent: ReturnType<typeof request>) => Test): Promise<Visit> {
    let response = await this.#send(ask);
    let url = this.#local(path);
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 5; hops += 1) {
      const next = new URL(String(response.headers['location']), this.#origin + url);
      if (next.origin !== this.#origin) break;
      url = next.pathname + next.search;
      response = await this.#send((agent) => agent.get(url));
    }
    return new Visit(url, response);
  }

  async #send(ask: (agent: ReturnType<typeof request>) => Test): Promise<Response> {
    const test = ask(request(this.#origin))
      .redirects(0)
      .ok(() => true);
    const cookies = this.jar.header();
    if (cookies) test.set('Cookie', cookies);
    const response = await test.set(this.#headers);
    this.jar.take((response.headers['set-cookie'] as unknown as string[] | undefined) ?? []);
    return response;
  }

  #local(path: string): string {
    const url = new URL(path, this.#origin);
    return url.pathname + url.search;
  }
}

/** A page that a PlainBrowser shows. */
export class Visit {
  constructor(
    readonly url: string,
    readonly response: Response,
  ) {}

  get status(): number {
    return this.response.status;
  }

  get html(): string {
    return this.response.text;
  }

  /** The visible text, white space folded. */
  get text(): string {
    return decode(
      this.html
        .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' '),
    ).trim();
  }

  get title(): string {
    return decode(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.html)?.[1] ?? '')
      .replaceAll(/<[^>]+>/g, '')
      .trim();
  }

  /** Addresses of links whose text or address matches. */
  links(pattern: RegExp): string[] {
    return [...this.html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
      .map(([, href = '', text = '']) => ({
        href: decode(href),
        text: decode(text.replaceAll(/<[^>]+>/g, ' ')),
      }))
      .filter(({ href, text }) => pattern.test(href) || pattern.test(text))
      .map(({ href }) => href);
  }

  /** The first form whose action contains the text or matches, with its hidden fields. */
  form(action: string | RegExp): { action: string; fields: Record<string, string>; html: string } {
    for (const [html] of this.html.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
      const target = decode(/<form\b[^>]*\baction="([^"]*)"/.exec(html)?.[1] ?? this.url);
      if (typeof action === 'string' ? !target.includes(action) : !action.test(target)) continue;
      const hidden = [...html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        decode(/name="([^"]*)"/.exec(input)?.[1] ?? ''),
        decode(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
      ]);
      return { action: target, fields: Object.fromEntries(hidden) as Record<string, string>, html };
    }
    throw new Error(
      `The page ${this.url} (${this.status}) has no form to ${String(action)}: ${this.text.slice(0, 400)}`,
    );
  }
}

function encodeForm(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
