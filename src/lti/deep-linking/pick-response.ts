import type { JWTPayload } from 'jose';
import { newId } from '../../shared/index.ts';
import { claimNames } from '../claims.ts';
import type { Platform } from '../platforms/platform.ts';
import { OUR_TAG } from '../services/line-items.ts';
import type { PickTicket } from './pick-ticket.ts';
import type { Pickable } from './pickable.ts';

const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

interface Answer {
  readonly platform: Pick<Platform, 'clientId' | 'issuer'>;
  readonly ticket: Pick<PickTicket, 'deploymentId' | 'data' | 'lineItems'>;
  /** Empty for "cancel". */
  readonly picked: readonly Pickable[];
  readonly launchUrl: string;
}

/** The claims of a deep linking response: https://www.imsglobal.org/spec/lti-dl/v2p0/#deep-linking-response-message */
export function pickResponse({ platform, ticket, picked, launchUrl }: Answer): JWTPayload {
  return {
    iss: platform.clientId,
    aud: platform.issuer,
    nonce: newId(),
    [claimNames.messageType]: 'LtiDeepLinkingResponse',
    [claimNames.version]: '1.3.0',
    [claimNames.deploymentId]: ticket.deploymentId,
    [`${deepLinking}content_items`]: picked.map((one) => contentItem(one, launchUrl, ticket.lineItems)),
    ...(ticket.data === null ? {} : { [`${deepLinking}data`]: ticket.data }),
  };
}

function contentItem({ title, value, points, activity }: Pickable, url: string, lineItems: boolean): object {
  const isGraded = activity.kind === 'quiz' || activity.kind === 'task';
  const resourceId = isGraded ? activity.id : value;
  const lineItem = { scoreMaximum: points, label: title, resourceId, tag: OUR_TAG };
  return {
    type: 'ltiResourceLink',
    title,
    url,
    custom: { activity: value },
    ...(lineItems && points !== null ? { lineItem } : {}),
  };
}
