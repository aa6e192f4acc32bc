import { generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { exportJWK, SignJWT, type JWTPayload } from 'jose';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

export const claims = {
  messageType: `${lti}message_type`,
  version: `${lti}version`,
  deploymentId: `${lti}deployment_id`,
  targetLinkUri: `${lti}target_link_uri`,
  resourceLink: `${lti}resource_link`,
  roles: `${lti}roles`,
  context: `${lti}context`,
  custom: `${lti}custom`,
  launchPresentation: `${lti}launch_presentation`,
  forUser: `${lti}for_user`,
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  gradeServices: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

export interface PlatformKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Header, key and claims of a token; what is undefined is left out. */
export interface TokenOptions {
  readonly header?: Record<string, unknown>;
  readonly key?: PlatformKey;
  readonly claims?: Record<string, unknown>;
}

/** How an address of the platform answers; without one it answers as it should. */
export type Fault = (req: IncomingMessage, res: ServerResponse) => void;

/** A platform that does nothing but hold keys, sign whatever a test wants and answer with whatever a test wants. */
export interface FakePlatform {
  readonly url: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly configurationUrl: string;
  readonly key: PlatformKey;
  /** Every request that came in, as `GET /keys`. */
  readonly requests: string[];
  /** The registration requests that came in. */
  readonly registrations: { body: Record<string, unknown>; authorization: string | undefined }[];
  /** Faults by path. */
  readonly faults: Map<string, Fault>;
  /** What the openid configuration says beside the usual. */
  configuration: Record<string, unknown>;
  /** What a registration is answered with beside the usual. */
  registration: Record<string, unknown>;
  /** Puts another key into the key set, beside the others or instead of them. */
  rotateKey(options?: { keepOld?: boolean }): Promise<PlatformKey>;
  /** The id_token of a launch of the tool at `launchUrl`. */
  idToken(launch: { nonce: string; launchUrl: string }, options?: TokenOptions): Promise<string>;
  close(): Promise<void>;
}

const generate = promisify(generateKeyPair);

export async function makePlatformKey(kid: string = randomUUID()): Promise<PlatformKey> {
  return { kid, ...(await generate('rsa', { modulusLength: 2048 })) };
}

export async function startFakePlatform({
  clientId = `client-${randomUUID()}`,
  deploymentId = 'deployment-1',
}: { clientId?: string; deploymentId?: string } = {}): Promise<FakePlatform> {
  let key = await makePlatformKey();
  let keySet = [key];
  const requests: string[] = [];
  const registrations: FakePlatform['registrations'] = [];
  const faults = new Map<string, Fault>();
  const server = createServer((req, res) => void answer(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at = (path: string): string => `${url}${path}`;
  const platform: FakePlatform = {
    url,
    clientId,
    deploymentId,
    authorizationUrl: at('/authorize'),
    tokenUrl: at('/token'),
    jwksUrl: at('/keys'),
    configurationUrl: at('/openid-configuration'),
    get key() {
      return key;
    },
    requests,
    registrations,
    faults,
    configuration: {},
    registration: {},
    async rotateKey({ keepOld = false } = {}) {
      key = await makePlatformKey();
      keySet = keepOld ? [...keySet, key] : [key];
      return key;
    },
    idToken: ({ nonce, launchUrl }, options = {}) =>
      signToken(
        options.key ?? key,
        { ...usualClaims(platform, nonce, launchUrl), ...options.claims },
        options.header,
      ),
    close: () => close(server),
  };
  return platform;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url ?? '/', url).pathname;
    requests.push(`${req.method} ${path}`);
    const fault = faults.get(path);
    if (fault) fault(req, res);
    else if (path === '/keys') sendJson(res, 200, { keys: await Promise.all(keySet.map(toJwk)) });
    else if (path === '/openid-configuration') sendJson(res, 200, configurationOf(platform));
    else if (path === '/register' && req.method === 'POST') await register(req, res);
    else sendJson(res, 404, {});
  }

  async function register(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = JSON.parse(await readBody(req)) as Record<string, unknown>;
    registrations.push({ body, authorization: req.headers.authorization });
    const toolClaim = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
    const tool = { ...(body[toolClaim] as object), deployment_id: deploymentId };
    sendJson(res, 200, { ...body, client_id: clientId, [toolClaim]: tool, ...platform.registration });
  }
}

function configurationOf(platform: FakePlatform): Record<string, unknown> {
  return {
    issuer: platform.url,
    authorization_endpoint: platform.authorizationUrl,
    token_endpoint: platform.tokenUrl,
    jwks_uri: platform.jwksUrl,
    registration_endpoint: `${platform.url}/register`,
    ...platform.configuration,
  };
}

function usualClaims(platform: FakePlatform, nonce: string, launchUrl: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: platform.url,
    aud: platform.clientId,
    sub: 'subject-1',
    iat: now,
    exp: now + 60,
    nonce,
    name: 'Ana Ruiz',
    email: 'ana@example.org',
    [claims.messageType]: 'LtiResourceLinkRequest',
    [claims.version]: '1.3.0',
    [claims.deploymentId]: platform.deploymentId,
    [claims.targetLinkUri]: launchUrl,
    [claims.resourceLink]: { id: 'link-1', title: 'Facilitation' },
    [claims.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [claims.context]: { id: 'course-1', title: 'Spring course' },
  };
}

async function signToken(
  { kid, privateKey }: PlatformKey,
  payload: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  const entries = Object.entries({ alg: 'RS256', kid, typ: 'JWT', ...header }).filter(
    ([, value]) => value !== undefined,
  );
  const { alg = 'RS256', ...rest } = Object.fromEntries(entries);
  const told = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return new SignJWT(told).setProtectedHeader({ ...rest, alg: String(alg) }).sign(privateKey);
}

async function toJwk({ kid, publicKey }: PlatformKey): Promise<object> {
  return { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  return body;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
