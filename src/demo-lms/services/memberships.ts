import type { DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import { isRole, rosterRoles } from '../launch/roles.ts';
import { Refused } from '../refused.ts';
import { findCourse } from '../world.ts';
import type { Place } from './line-items.ts';

export interface Roster {
  readonly body: object;
  /** The address of the next page. It has lost the `role` filter, as Moodle's has. */
  readonly next: string | null;
}

/** The people of a course (Names and Role Provisioning Services 2.0), in pages where a limit is given. */
export async function listMembers(
  demo: Demo,
  place: Place,
  query: Record<string, string | undefined>,
): Promise<Roster> {
  const course = findCourse(place.courseId);
  if (!course) throw new Refused(404, 'not_found');
  const link = query['rlid'];
  if (link !== undefined) await checkLink(demo, place, link);
  const all = await demo.records.people.find({ courseIds: course.id }).sort({ _id: 1 }).lean();
  const role = query['role'];
  const wanted = role === undefined ? all : all.filter((person) => isRole(person.role, role));
  const from = Number(query['from'] ?? 0);
  const limit = query['limit'] === undefined ? wanted.length : Number(query['limit']);
  const next = { from: String(from + limit), limit: String(limit) };
  return {
    body: {
      id: demo.addresses.memberships(course.id),
      context: { id: course.id, label: course.label, title: course.title },
      members: wanted.slice(from, from + limit).map(asMember),
    },
    next: from + limit < wanted.length ? demo.addresses.memberships(course.id, next) : null,
  };
}

async function checkLink({ records }: Demo, place: Place, placementId: string): Promise<void> {
  const known = await records.placements.exists({ _id: placementId, ...place });
  if (!known) throw new Refused(404, 'not_found', 'There is no such resource link');
}

function asMember({ subject, role, givenName, familyName, email }: DemoPerson): object {
  return {
    status: 'Active',
    user_id: subject,
    roles: rosterRoles(role),
    ...(givenName && familyName
      ? { name: `${givenName} ${familyName}`, given_name: givenName, family_name: familyName }
      : {}),
    ...(email ? { email } : {}),
  };
}
