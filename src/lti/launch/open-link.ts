import type { Role } from '../../people/index.ts';
import type { ActivityRef, Log } from '../../shared/index.ts';
import { claimNames, isReview, type LinkMessage, type Message } from '../claims.ts';
import { placementId } from '../courses/ids.ts';
import { rememberLink, type RememberLinkDeps } from '../courses/remember-link.ts';
import { ReviewNotAllowed } from '../errors.ts';
import type { VerifiedLaunch } from '../launch.ts';
import type { Platform } from '../platforms/platform.ts';
import { toRole } from '../roles.ts';
import {
  readActivity,
  readCourse,
  readLink,
  readPerson,
  readPlace,
  readPlatform,
  readReturnUrl,
} from './read-launch.ts';

export interface OpenLinkDeps extends RememberLinkDeps {
  readonly log: Log;
}

/**
 * Turns the message of a link, or of a review of what was handed in through it, into a launch in the product's words.
 * @throws ReviewNotAllowed
 */
export async function openLink(
  deps: OpenLinkDeps,
  message: LinkMessage,
  platform: Platform,
): Promise<VerifiedLaunch> {
  const role = toRole(message[claimNames.roles]);
  const reviewOf = readReview(message);
  if (reviewOf) checkReviewer(role, message.sub, reviewOf.subject);
  const asked = readActivity(message, deps.log);
  const { course, placement } = await rememberLink(deps, {
    course: readCourse(message, platform),
    placement: {
      ...readLink(message, platform),
      activity: await linkedActivity(deps, message, { platform, asked }),
    },
  });
  const returnUrl = readReturnUrl(message, platform);
  return {
    message: reviewOf ? 'review' : 'open',
    platform: readPlatform(platform, message[claimNames.launchPresentation]?.return_url ?? null),
    person: readPerson(message, platform.issuer),
    role,
    course: { id: course.id, cohortId: course.cohortId, title: course.title },
    placement: { id: placement.id, title: placement.title, activity: asked ?? placement.activity },
    returnUrl,
    reviewOf,
  };
}

/** A review may come without the link's parameters: then the link goes on to open what it opened before. */
async function linkedActivity(
  { placements }: OpenLinkDeps,
  message: LinkMessage,
  { platform, asked }: { platform: Platform; asked: ActivityRef | null },
): Promise<ActivityRef> {
  const known = isReview(message)
    ? await placements.findPlacement(placementId(readPlace(message, platform)))
    : null;
  return known?.activity ?? asked ?? { kind: 'curriculum' };
}

function readReview(message: Message): VerifiedLaunch['reviewOf'] {
  if (!isReview(message)) return null;
  return { subject: message[claimNames.forUser]?.user_id ?? null };
}

/** Moodle shows "Grade analysis" to students too: a review is no proof of a trainer. */
function checkReviewer(role: Role, reviewer: string, subject: string | null): void {
  if (role === 'trainer' || role === 'organiser') return;
  if (role !== 'trainee' || subject !== reviewer) throw new ReviewNotAllowed();
}
