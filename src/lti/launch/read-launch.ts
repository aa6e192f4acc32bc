import type { ActivityRef, Log } from '../../shared/index.ts';
import { parseActivityRef } from '../../shared/index.ts';
import { claimNames, type LinkMessage, type Message } from '../claims.ts';
import { courseId, placementId, type LinkPlace } from '../courses/ids.ts';
import type { CourseFacts } from '../courses/course.records.ts';
import type { LaunchPerson, LaunchPlatform } from '../launch.ts';
import { isOnPlatform, originsOf, toOrigin } from '../platforms/origins.ts';
import type { Platform } from '../platforms/platform.ts';
import { quirksOf } from '../platforms/quirks-of.ts';
import { toPlainText } from '../plain-text.ts';

const maxName = 200;
const maxTitle = 200;
const maxEmail = 254;
const maxLocale = 35;

/** What a message says of the person, with names cleaned and cut. */
export function readPerson(message: Message, issuer: string): LaunchPerson {
  const parts = [message.given_name, message.family_name].filter((part) => part !== undefined).join(' ');
  const email = toPlainText(message.email, maxEmail);
  const locale = message[claimNames.launchPresentation]?.locale ?? message.locale;
  return {
    issuer,
    subject: message.sub,
    name: toPlainText(message.name, maxName) ?? toPlainText(parts, maxName),
    email: email?.includes('@') ? email : null,
    locale: toPlainText(locale, maxLocale),
  };
}

/**
 * The platform as pages need it. For hosted Canvas and Blackboard the page around the frame stands neither on the
 * issuer's origin nor on that of the authorization endpoint, but on that of an address in the signed message.
 */
export function readPlatform(platform: Platform, signedAddress: string | null): LaunchPlatform {
  const signed = signedAddress === null ? null : toOrigin(signedAddress);
  const frameOrigins = new Set([...originsOf(platform), ...(signed === null ? [] : [signed])]);
  return { id: platform.id, issuer: platform.issuer, name: platform.name, frameOrigins: [...frameOrigins] };
}

/** The way back into the course, if it is one that the tool may link to. */
export function readReturnUrl(message: Message, platform: Platform): string | null {
  const address = message[claimNames.launchPresentation]?.return_url;
  if (address === undefined || !isOnPlatform(platform, address)) return null;
  const stated = message[claimNames.toolPlatform]?.product_family_code?.toLowerCase();
  return quirksOf(platform.family ?? stated ?? null).wayBack(address);
}

export function readPlace(message: LinkMessage, platform: Platform): LinkPlace {
  return {
    platformId: platform.id,
    deploymentId: message[claimNames.deploymentId],
    contextId: message[claimNames.context]?.id ?? null,
    resourceLinkId: message[claimNames.resourceLink].id,
  };
}

export function readCourse(message: LinkMessage, platform: Platform): CourseFacts {
  const { platformId, deploymentId, contextId, resourceLinkId } = readPlace(message, platform);
  const services = message[claimNames.gradeServices];
  return {
    id: courseId({ platformId, deploymentId, contextId, resourceLinkId }),
    platformId,
    deploymentId,
    contextId,
    title: readCourseTitle(message) ?? readLinkTitle(message) ?? platform.name,
    lineItemsUrl: webAddress(services?.lineitems),
    membershipsUrl: webAddress(message[claimNames.memberships]?.context_memberships_url),
    scopes: services?.scope ?? [],
  };
}

export function readCourseTitle(message: Message): string | null {
  const context = message[claimNames.context];
  return toPlainText(context?.title, maxTitle) ?? toPlainText(context?.label, maxTitle);
}

export function readLinkTitle(message: LinkMessage): string | null {
  return toPlainText(message[claimNames.resourceLink].title, maxTitle);
}

export function readLink(
  message: LinkMessage,
  platform: Platform,
): LinkPlace & {
  readonly id: ReturnType<typeof placementId>;
  readonly title: string | null;
  readonly lineItemUrl: string | null;
} {
  const place = readPlace(message, platform);
  return {
    ...place,
    id: placementId(place),
    title: readLinkTitle(message),
    lineItemUrl: webAddress(message[claimNames.gradeServices]?.lineitem),
  };
}

/**
 * What the link's custom parameter `activity` opens; null where there is none. A platform sends a variable that it does
 * not know literally (`$…`), which is as good as none. One that means nothing is logged and taken as none, so that
 * somebody who mistyped a link still reaches the curriculum.
 */
export function readActivity(message: LinkMessage, log: Log): ActivityRef | null {
  const value = message[claimNames.custom]?.['activity'];
  if (typeof value !== 'string' || value.trim() === '' || value.startsWith('$')) return null;
  const activity = parseActivityRef(value.trim());
  if (!activity)
    log.warn({ activity: value.slice(0, 200) }, 'a link names an activity that cannot be understood');
  return activity;
}

function webAddress(value: string | undefined): string | null {
  return value !== undefined && toOrigin(value) !== null ? value : null;
}
