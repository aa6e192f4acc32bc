import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Database } from '../../src/database/index.ts';
import {
  createLti,
  ltiAdministration,
  type Lti,
  type LtiAdministration,
  type LtiDeps,
  type LtiSettings,
  type VerifiedLaunch,
} from '../../src/lti/index.ts';
import { DomainError, silentLog, systemClock } from '../../src/shared/index.ts';
import { errorTable } from '../../src/web/errors/error-table.ts';
import { CookieJar } from './cookie-jar.ts';
import { openTestDatabase } from './database.ts';
import type { FakePlatform, TokenOptions } from './fake-platform.ts';

/** The LTI room behind a bare server: pages come as JSON (view, model, …), and so does a launch that is let in. */
export interface LtiTool {
  readonly url: string;
  readonly launchUrl: string;
  readonly lti: Lti;
  readonly administration: LtiAdministration;
  readonly database: Database;
  /** Every launch that was let in. */
  readonly launches: VerifiedLaunch[];
  /** Causes of answers with status 500. */
  readonly crashes: unknown[];
  know(platform: FakePlatform, deployments?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface LtiToolOptions {
  readonly settings?: Partial<LtiSettings>;
  readonly deps?: Partial<LtiDeps>;
}

export async function startLtiTool({ settings = {}, deps = {} }: LtiToolOptions = {}): Promise<LtiTool> {
  const database = await openTestDatabase();
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const launches: VerifiedLaunch[] = [];
  const crashes: unknown[] = [];
  const all: LtiDeps = {
    connection: database.connection,
    settings: {
      publicUrl: new URL(url),
      production: false,
      allowPrivatePlatforms: true,
      encryptionKey: Buffer.alloc(32, 1),
      signingKey: Buffer.alloc(32, 2),
      ...settings,
    },
    clock: systemClock,
    log: silentLog,
    page: (res, page) => void res.status(page.status ?? 200).json(page),
    welcome: (launch, _req, res) => {
      launches.push(launch);
      res.json({ launch });
      return Promise.resolve();
    },
    curriculum: () => {
      throw new Error('The curriculum is not part of these tests');
    },
    translate: (_res, key) => key,
    homeOf: (cohortId, placementId) => `/c/${cohortId}/${placementId}`,
    ...deps,
  };
  const lti = createLti(all);
  await lti.prepare();
  app.set('query parser', 'simple');
  app.use(express.urlencoded({ extended: false }));
  app.use(lti.router);
  app.use(toStatus(crashes));
  const administration = ltiAdministration(all);
  return {
    url,
    launchUrl: `${url}/lti/launch`,
    lti,
    administration,
    database,
    launches,
    crashes,
    async know(platform, deployments = [platform.deploymentId]) {
      await administration.addPlatform({ ...platform, issuer: platform.url, deployments });
      lti.registry.forget();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await database.close();
    },
  };
}

function toStatus(crashes: unknown[]): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const code = error instanceof DomainError ? error.code : 'unexpected';
    const status = errorTable[code]?.status ?? 500;
    if (status === 500) crashes.push(error);
    res.status(status).json({ code });
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The answer as JSON; null if it is none. */
  readonly body: {
    code?: string;
    view?: string;
    model?: Record<string, unknown>;
    launch?: VerifiedLaunch;
  } | null;
}

/** One browser with one cookie jar, which follows no redirects. */
export class LtiBrowser {
  readonly cookies = new CookieJar();

  constructor(readonly tool: LtiTool) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers });
  }

  post(
    path: string,
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.#send(path, { method: 'POST', body, headers: { ...type, ...headers } });
  }

  /** A login as the platform asks for it, outside a frame unless told otherwise. */
  login(
    platform: FakePlatform,
    parameters: Record<string, string | undefined> = {},
    headers = {},
  ): Promise<Answer> {
    const usual = {
      iss: platform.url,
      login_hint: 'user-7',
      target_link_uri: this.tool.launchUrl,
      client_id: platform.clientId,
      lti_message_hint: '{"cmid":2,"launchid":"abc"}',
    };
    const told = Object.entries({ ...usual, ...parameters }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return this.get(`/lti/login?${new URLSearchParams(told).toString()}`, headers);
  }

  /** Login and launch with a token of the platform's. */
  async launch(platform: FakePlatform, options: TokenOptions = {}): Promise<Answer> {
    return this.post('/lti/launch', await this.launchForm(platform, options));
  }

  /** Logs in and returns the form that the platform would post. */
  async launchForm(
    platform: FakePlatform,
    options: TokenOptions = {},
  ): Promise<{ id_token: string; state: string }> {
    const { state, nonce } = authorizationOf(await this.login(platform));
    const id_token = await platform.idToken({ nonce, launchUrl: this.tool.launchUrl }, options);
    return { id_token, state };
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = this.cookies.header();
    const response = await fetch(this.tool.url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { Cookie: cookie } : {}) },
    });
    this.cookies.take(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Answer['body']) : null,
    };
  }
}

/** What the tool asks of the platform, from a login's redirect. */
export function authorizationOf(answer: Answer): Record<string, string> & { state: string; nonce: string } {
  const url = new URL(answer.headers.get('location') ?? '');
  return Object.fromEntries(url.searchParams) as Record<string, string> & { state: string; nonce: string };
}
