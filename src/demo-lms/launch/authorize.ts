import { z } from 'zod';
import type { DemoClient, DemoLaunch, DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';
import { makeIdToken } from './id-token.ts';

/** The form that brings the answer to the tool (OAuth 2.0 form post response mode). */
export interface AuthorizationForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

const requestSchema = z.object({
  scope: z.literal('openid'),
  response_type: z.literal('id_token'),
  response_mode: z.literal('form_post'),
  prompt: z.enum(['none', '']).optional(),
  client_id: z.string(),
  redirect_uri: z.string(),
  login_hint: z.string(),
  nonce: z.string().min(1),
  state: z.string().default(''),
  lti_message_hint: z.string().transform(parseHint),
});

/**
 * Answers a tool's authentication request. What Moodle answers with a page of its own is Refused here; what it reports
 * to the tool goes into the form.
 */
export async function authorize(demo: Demo, query: unknown): Promise<AuthorizationForm> {
  const parsed = requestSchema.safeParse(query);
  if (!parsed.success) throw new Refused(404, 'invalid_request', z.prettifyError(parsed.error));
  const request = parsed.data;
  const client = await demo.records.clients.findOne({ _id: request.client_id, state: 'active' }).lean();
  if (!client) throw new Refused(404, 'unauthorized_client');
  if (!client.redirectUris.includes(request.redirect_uri))
    throw new Refused(404, 'unregistered_redirect_uri');
  const launch = await useLaunch(demo, client, request.lti_message_hint);
  const person = await demo.records.people.findOne({ _id: launch.personId }).lean();
  const answer = await answerFor(demo, {
    client,
    launch,
    person,
    loginHint: request.login_hint,
    nonce: request.nonce,
  });
  return { action: request.redirect_uri, fields: { ...answer, state: request.state } };
}

interface Asked {
  readonly client: DemoClient;
  readonly launch: DemoLaunch;
  readonly person: DemoPerson | null;
  readonly loginHint: string;
  readonly nonce: string;
}

async function answerFor(demo: Demo, asked: Asked): Promise<Record<string, string>> {
  const { client, launch, person, loginHint, nonce } = asked;
  if (person?.subject !== loginHint) {
    return {
      error: 'access_denied',
      error_description: 'The login hint is not the person who pressed the link.',
    };
  }
  if (launch.message === 'pick' && person.role === 'trainee') {
    return { error: 'access_denied', error_description: 'Only those who run the course may add activities.' };
  }
  return { id_token: await makeIdToken(demo, { client, launch, person, nonce }) };
}

function parseHint(text: string, context: z.RefinementCtx): string {
  try {
    return z.object({ launchid: z.string() }).parse(JSON.parse(text)).launchid;
  } catch {
    context.addIssue({ code: 'custom', message: 'The hint has no launch id' });
    return z.NEVER;
  }
}

async function useLaunch({ records, clock }: Demo, client: DemoClient, id: string): Promise<DemoLaunch> {
  const now = clock();
  const launch = await records.launches
    .findOneAndUpdate(
      { _id: id, clientId: client._id, usedAt: null, expiresAt: { $gt: now } },
      { $set: { usedAt: now } },
    )
    .lean();
  if (!launch) throw new Refused(404, 'launch_used_or_unknown');
  return launch;
}
