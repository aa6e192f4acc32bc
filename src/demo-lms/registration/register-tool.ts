import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import { newId } from '../../shared/index.ts';
import type { DemoClient } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { messageTypes } from '../launch/claims.ts';
import { Refused } from '../refused.ts';
import { scopes } from '../services/scopes.ts';
import { useOnce } from '../services/token.ts';
import { courses } from '../world.ts';
import { toolConfiguration } from './configuration.ts';

const deploymentId = '1';
const tokenSeconds = 3600;

const url = z.url({ protocol: /^https?$/ });
const requestSchema = z.object({
  application_type: z.literal('web').optional(),
  client_name: z.string().trim().min(1),
  response_types: z.array(z.string()).refine((types) => types.includes('id_token')),
  initiate_login_uri: url,
  redirect_uris: z.array(url).min(1),
  jwks_uri: url,
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  scope: z.string().default(''),
  [toolConfiguration]: z.object({
    domain: z.string({ error: 'missing_domain' }),
    target_link_uri: url,
    custom_parameters: z.record(z.string(), z.string()).default({}),
    messages: z.array(z.object({ type: z.string(), target_link_uri: url.optional() })).default([]),
  }),
});

type RegistrationRequest = z.infer<typeof requestSchema>;
type ToolConfiguration = RegistrationRequest[typeof toolConfiguration];

/** A token for one registration; it holds the future client id, as Moodle's does. */
export async function invite(demo: Demo): Promise<string> {
  const now = Math.floor(demo.clock().getTime() / 1000);
  return new SignJWT({ scope: 'reg' })
    .setProtectedHeader({ alg: 'RS256', kid: demo.key.kid })
    .setIssuer(demo.addresses.issuer)
    .setAudience(demo.addresses.registration)
    .setSubject(newId())
    .setIssuedAt(now)
    .setExpirationTime(now + tokenSeconds)
    .sign(demo.key.privateKey);
}

/** Notes a tool that registers itself. It waits for an administrator to switch it on. */
export async function registerTool(
  demo: Demo,
  authorization: string | undefined,
  body: unknown,
): Promise<object> {
  const token = await readInvite(demo, authorization);
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw refusalOf(parsed.error);
  const tool = parsed.data[toolConfiguration];
  if (new URL(tool.target_link_uri).host !== tool.domain)
    throw new Refused(400, 'domain_targetlinkuri_mismatch');
  await useInvite(demo, token);
  const client = clientOf(token.sub ?? '', parsed.data, tool);
  await demo.records.clients.create(client);
  return {
    ...(body as object),
    client_id: client._id,
    scope: client.scopes.join(' '),
    [toolConfiguration]: { ...tool, deployment_id: deploymentId },
  };
}

/** Lets a tool that registered itself be used. */
export async function activateTool({ records }: Demo, clientId: string): Promise<void> {
  await records.clients.updateOne({ _id: clientId }, { $set: { state: 'active' } });
}

async function readInvite(demo: Demo, authorization: string | undefined): Promise<JWTPayload> {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  try {
    const { issuer, registration } = demo.addresses;
    const expected = { issuer, audience: registration, currentDate: demo.clock() };
    return (await jwtVerify(token, demo.key.publicKey, expected)).payload;
  } catch {
    throw new Refused(401, 'invalid_token');
  }
}

async function useInvite(demo: Demo, token: JWTPayload): Promise<void> {
  try {
    await useOnce(demo, `registration/${token.sub ?? ''}`, token);
  } catch (error) {
    throw error instanceof Refused ? new Refused(401, 'token_already_used') : error;
  }
}

function refusalOf(error: z.ZodError): Refused {
  const isDomain = error.issues.some((issue) => issue.message === 'missing_domain');
  return new Refused(400, isDomain ? 'missing_domain' : 'invalid_client_metadata', z.prettifyError(error));
}

function clientOf(clientId: string, request: RegistrationRequest, tool: ToolConfiguration): DemoClient {
  const picker = tool.messages.find((message) => message.type === messageTypes.pick);
  const known: readonly string[] = Object.values(scopes);
  return {
    _id: clientId,
    name: request.client_name,
    state: 'pending',
    deployments: Object.fromEntries(courses.map((course) => [course.id, deploymentId])),
    loginUrl: request.initiate_login_uri,
    redirectUris: request.redirect_uris,
    launchUrl: tool.target_link_uri,
    deepLinkUrl: picker ? (picker.target_link_uri ?? tool.target_link_uri) : null,
    keysUrl: request.jwks_uri,
    scopes: request.scope.split(' ').filter((scope) => known.includes(scope)),
    custom: tool.custom_parameters,
  };
}
