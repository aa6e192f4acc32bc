import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWTPayload,
} from 'jose';
import type { DemoRegistration } from '../../src/demo-lms/index.ts';

const claim = 'https://purl.imsglobal.org/spec/lti/claim';

/** As little of a tool as proves that a platform speaks LTI 1.3: it trusts nothing but what it verified. */
export interface FakeTool {
  readonly url: string;
  readonly launches: readonly JWTPayload[];
  /** Errors that the platform posted in place of an id_token. */
  readonly errors: readonly string[];
  connect(registration: DemoRegistration): void;
  assertion(changes?: Record<string, unknown>, key?: CryptoKey): Promise<string>;
  requestToken(scope: string, assertion?: string): Promise<Response>;
  token(scope: string): Promise<string>;
  sign(claims: JWTPayload): Promise<string>;
  close(): Promise<void>;
}

export async function startFakeTool(): Promise<FakeTool> {
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pair = await generateKeyPair('RS256');
  const launches: JWTPayload[] = [];
  const errors: string[] = [];
  const nonces = new Map<string, string>();
  let platform: DemoRegistration | null = null;
  const known = (): DemoRegistration => {
    if (!platform) throw new Error('The tool knows no platform yet');
    return platform;
  };

  app.use(express.urlencoded({ extended: false }));
  app.get('/lti/keys', (_req, res, next) => {
    exportJWK(pair.publicKey).then((jwk) => res.json({ keys: [{ ...jwk, kid: 'k1', alg: 'RS256' }] }), next);
  });
  app.post('/lti/login', (req: express.Request<object, unknown, Record<string, string>>, res) => {
    const state = randomUUID();
    nonces.set(state, randomUUID());
    const query = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: known().clientId,
      redirect_uri: `${url}/lti/launch`,
      login_hint: req.body['login_hint'] ?? '',
      lti_message_hint: req.body['lti_message_hint'] ?? '',
      state,
      nonce: nonces.get(state) ?? '',
    });
    res.redirect(303, `${known().authorizationUrl}?${query.toString()}`);
  });
  app.post('/lti/launch', async (req: express.Request<object, unknown, Record<string, string>>, res) => {
    const { id_token: idToken, state = '', error } = req.body;
    if (error) {
      errors.push(error);
      return void res.status(403).send(error);
    }
    const { payload } = await jwtVerify(idToken ?? '', createRemoteJWKSet(new URL(known().keysUrl)), {
      issuer: known().issuer,
      audience: known().clientId,
      algorithms: ['RS256'],
      maxTokenAge: 60,
    });
    if (payload['nonce'] !== nonces.get(state)) return void res.status(400).send('nonce');
    launches.push(payload);
    res.send(`Launched by ${payload.sub ?? ''}: ${JSON.stringify(payload[`${claim}/custom`])}`);
  });

  const sign = (claims: JWTPayload, key: CryptoKey = pair.privateKey): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  const tool: FakeTool = {
    url,
    launches,
    errors,
    connect: (registration) => void (platform = registration),
    assertion: (changes = {}, key = pair.privateKey) => {
      const now = Math.floor(Date.now() / 1000);
      const { clientId, tokenUrl } = known();
      const usual = {
        iss: clientId,
        sub: clientId,
        aud: tokenUrl,
        iat: now,
        exp: now + 60,
        jti: randomUUID(),
      };
      return sign({ ...usual, ...changes }, key);
    },
    requestToken: async (scope, assertion) =>
      fetch(known().tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion ?? (await tool.assertion()),
          scope,
        }),
      }),
    token: async (scope) =>
      ((await (await tool.requestToken(scope)).json()) as { access_token: string }).access_token,
    sign: (claims) => sign(claims),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return tool;
}
