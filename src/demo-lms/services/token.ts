import {
  createRemoteJWKSet,
  decodeJwt,
  jwtVerify,
  SignJWT,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { isDuplicate, type DemoClient } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';

export const tokenLifeSeconds = 3600;
const longestAssertionSeconds = 3600;

const requestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: z.string(),
  scope: z.string(),
});

export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** Gives a tool an access token for what it asked for and may have (1EdTech Security Framework 1.0, section 4.1). */
export async function grantToken(demo: Demo, form: unknown): Promise<TokenAnswer> {
  const parsed = requestSchema.safeParse(form);
  if (!parsed.success) throw new Refused(400, 'invalid_request', z.prettifyError(parsed.error));
  const client = await authenticate(demo, parsed.data.client_assertion);
  const scope = parsed.data.scope.split(' ').filter((name) => client.scopes.includes(name));
  if (scope.length === 0) throw new Refused(400, 'invalid_scope');
  const now = Math.floor(demo.clock().getTime() / 1000);
  const accessToken = await new SignJWT({ scope: scope.join(' ') })
    .setProtectedHeader({ alg: 'RS256', kid: demo.key.kid })
    .setIssuer(demo.addresses.issuer)
    .setAudience(demo.addresses.base)
    .setSubject(client._id)
    .setIssuedAt(now)
    .setExpirationTime(now + tokenLifeSeconds)
    .sign(demo.key.privateKey);
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: tokenLifeSeconds,
    scope: scope.join(' '),
  };
}

async function authenticate(demo: Demo, assertion: string): Promise<DemoClient> {
  const clientId = subjectOf(assertion);
  const client = await demo.records.clients.findOne({ _id: clientId, state: 'active' }).lean();
  if (!client) throw new Refused(400, 'invalid_client', 'No tool has this client id');
  const claims = await verifyFromTool(demo, client, assertion, {
    audience: [demo.addresses.token, demo.addresses.issuer],
    subject: clientId,
  });
  await useOnce(demo, `assertion/${clientId}/${claims.jti ?? ''}`, claims);
  return client;
}

function subjectOf(assertion: string): string {
  try {
    return z.string().parse(decodeJwt(assertion).sub);
  } catch {
    throw new Refused(400, 'invalid_request', 'The client assertion is no JWT with a subject');
  }
}

interface Expected {
  readonly audience: string[];
  readonly subject?: string;
}

/** Checks a JWT that a tool signed with a key of its key set: who, for whom, when, and that it has an id. */
export async function verifyFromTool(
  demo: Demo,
  client: DemoClient,
  jwt: string,
  expected: Expected,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(jwt, keysOf(client.keysUrl), {
      ...expected,
      issuer: client._id,
      algorithms: ['RS256'],
      requiredClaims: ['iat', 'exp', expected.subject ? 'jti' : 'nonce'],
      maxTokenAge: longestAssertionSeconds,
      currentDate: demo.clock(),
    });
    return payload;
  } catch (error) {
    demo.log.warn({ err: error, clientId: client._id }, 'A tool sent a JWT that does not verify');
    throw new Refused(
      400,
      'invalid_client',
      error instanceof Error ? error.message : 'The JWT does not verify',
    );
  }
}

const keySets = new Map<string, JWTVerifyGetKey>();

/** A tool's key set: fetched again for a key that it does not have yet, so that rotation needs no waiting. */
function keysOf(url: string): JWTVerifyGetKey {
  const known =
    keySets.get(url) ?? createRemoteJWKSet(new URL(url), { timeoutDuration: 5000, cooldownDuration: 0 });
  keySets.set(url, known);
  return known;
}

/** Notes an id; the second time it is refused. */
export async function useOnce(demo: Demo, id: string, claims: JWTPayload): Promise<void> {
  try {
    await demo.records.usedIds.create({ _id: id, expiresAt: new Date((claims.exp ?? 0) * 1000) });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Refused(400, 'invalid_client', 'This JWT was used before');
  }
}
