import type { PeopleRecords } from '../../people/index.ts';
import type { Clock } from '../../shared/index.ts';
import type { CourseRoster } from './rosters.ts';

interface KeepRosterDeps {
  readonly people: Pick<PeopleRecords, 'rememberPerson' | 'enrolPerson' | 'markLeft'>;
  readonly clock: Clock;
}

/**
 * Brings people and enrolments in line with a course's list. Someone without a known role stays as they are. Who was in
 * the list and is not any more is marked as left, never deleted. Who never was in it stays: an administrator may launch
 * from a course without being in it. So does who came through another course, too.
 */
export async function keepRoster(deps: KeepRosterDeps, roster: CourseRoster): Promise<void> {
  const { people, clock } = deps;
  const { issuer, courseId, cohortId } = roster;
  for (const { subject, name, email, role, status } of roster.members) {
    if (role === 'none' || status === 'left') continue;
    const person = await people.rememberPerson({ issuer, subject, name, email, locale: null }, clock());
    await people.enrolPerson(person, { cohortId, courseId, role, present: false }, clock());
  }
  if (roster.gone.length > 0) await people.markLeft({ cohortId, courseId }, roster.gone, clock());
}
