import { newId } from '../../shared/index.ts';
import type { DemoClient, DemoLaunch, DemoPerson, LaunchMessage, LaunchTarget } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { Refused } from '../refused.ts';
import { deploymentOf } from './deployment.ts';

const launchMinutes = 10;

export interface LaunchWish {
  readonly person: DemoPerson;
  readonly courseId: string;
  readonly message: LaunchMessage;
  readonly target: LaunchTarget;
  readonly clientId: string;
  readonly placementId?: string | undefined;
  readonly lineItemId?: string | undefined;
  readonly ofPersonId?: string | undefined;
}

/** The form that starts a login at the tool (OpenID Connect, third-party-initiated login). */
export interface LoginForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Notes a launch that may be used once, and gives the form that asks the tool to fetch it. */
export async function startLaunch(demo: Demo, wish: LaunchWish): Promise<LoginForm> {
  const client = await activeClient(demo, wish.clientId);
  const launch: DemoLaunch = {
    _id: newId(),
    clientId: client._id,
    courseId: wish.courseId,
    personId: wish.person._id,
    message: wish.message,
    target: wish.target,
    placementId: wish.placementId ?? null,
    lineItemId: wish.lineItemId ?? null,
    ofPersonId: wish.ofPersonId ?? null,
    usedAt: null,
    answeredAt: null,
    expiresAt: new Date(demo.clock().getTime() + launchMinutes * 60_000),
  };
  await demo.records.launches.create(launch);
  const storage = demo.settings.platformStorage && wish.target === 'iframe';
  return {
    action: client.loginUrl,
    fields: {
      iss: demo.addresses.issuer,
      target_link_uri: await targetOf(demo, client, launch),
      login_hint: wish.person.subject,
      lti_message_hint: JSON.stringify({ cmid: launch.placementId, launchid: launch._id }),
      client_id: client._id,
      lti_deployment_id: deploymentOf(client, wish.courseId),
      ...(storage ? { lti_storage_target: '_parent' } : {}),
    },
  };
}

/** The address of the tool that a launch is meant for. */
export async function targetOf(
  { records }: Pick<Demo, 'records'>,
  client: DemoClient,
  launch: DemoLaunch,
): Promise<string> {
  if (launch.message === 'pick') return client.deepLinkUrl ?? client.launchUrl;
  if (launch.message === 'review') {
    const item = await records.lineItems.findOne({ _id: launch.lineItemId ?? '' }).lean();
    if (item?.reviewUrl) return item.reviewUrl;
  }
  const placement = await records.placements.findOne({ _id: launch.placementId ?? '' }).lean();
  return placement?.url ?? client.launchUrl;
}

async function activeClient({ records }: Demo, clientId: string): Promise<DemoClient> {
  const client = await records.clients.findOne({ _id: clientId, state: 'active' }).lean();
  if (!client) throw new Refused(404, 'unknown_tool');
  return client;
}
