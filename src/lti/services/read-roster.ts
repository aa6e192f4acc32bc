import { z } from 'zod';
import type { Role } from '../../people/index.ts';
import type { PlatformId } from '../../shared/index.ts';
import { toPlainText } from '../plain-text.ts';
import { toRole } from '../roles.ts';
import { askPages } from './ask-pages.ts';
import { readJson } from './ask-platform.ts';
import { scopes, type ServiceDeps } from './ask-with-token.ts';
import { PlatformRefusal } from './platform-errors.ts';

/** Someone in a course, as the platform's list says. Names are cleaned and cut, and still untrusted text. */
export interface RosterMember {
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly role: Role;
  /** `left`: the platform keeps the membership but says that it is not active. */
  readonly status: 'active' | 'left';
}

export interface RosterPlace {
  readonly platformId: PlatformId;
  readonly membershipsUrl: string;
}

const text = z.string().nullish().catch(null);
const memberSchema = z.object({
  user_id: z.union([z.string().min(1).max(255), z.number().transform(String)]),
  status: text,
  name: text,
  given_name: text,
  family_name: text,
  email: text,
  roles: z.array(z.string()).catch([]),
});
const pageSchema = z.object({ members: z.array(z.unknown()) });

/**
 * Everybody in a course (NRPS 2.0), page by page, each person once. It asks for all roles, so that a platform whose
 * next page has lost the filter does no harm.
 * @throws PlatformRefusal, PlatformSilent if the list is not complete
 */
export async function readRoster(deps: ServiceDeps, place: RosterPlace): Promise<RosterMember[]> {
  const members = new Map<string, RosterMember>();
  const listing = {
    permit: { platformId: place.platformId, scopes: [scopes.memberships] },
    url: place.membershipsUrl,
    accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
    what: 'its list of members',
  };
  for await (const answer of askPages(deps, listing)) {
    const body = pageSchema.safeParse(readJson(answer.body));
    if (!body.success) throw new PlatformRefusal(listing.what, answer);
    for (const member of body.data.members.flatMap(toMember)) members.set(member.subject, member);
  }
  return [...members.values()];
}

function toMember(value: unknown): RosterMember[] {
  const parsed = memberSchema.safeParse(value);
  if (!parsed.success) return [];
  const { user_id: subject, status, name, given_name, family_name, email, roles } = parsed.data;
  const fullName = name ?? [given_name, family_name].filter(Boolean).join(' ');
  return [
    {
      subject,
      name: toPlainText(fullName, 200),
      email: toPlainText(email, 254),
      role: toRole(roles),
      status: /^(inactive|deleted)$/i.test(status ?? '') ? 'left' : 'active',
    },
  ];
}
