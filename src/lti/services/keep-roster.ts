import type { PeopleRecords } from '../../people/index.ts';
import type { Clock } from '../../shared/index.ts';
import type { CourseRoster } from './rosters.ts';

interface KeepRosterDeps {
  readonly people: Pick<PeopleRecords, 'rememberPerson' | 'enrolPerson' | 'markLeft'>;
  readonly clock: Clock;
}

/**
 * Brings people and enrolments in line with a course's list. Who is no longer in it is marked as left, never deleted;
 * an empty list is not believed. Someone without a known role stays as they are.
 */
export async function keepRoster({ people, clock }: KeepRosterDeps, roster: CourseRoster): Promise<void> {
  const { issuer, courseId, cohortId } = roster;
  const present = roster.members.filter(({ status }) => status === 'active');
  for (const { subject, name, email, role } of present) {
    if (role === 'none') continue;
    const person = await people.rememberPerson({ issuer, subject, name, email, locale: null }, clock());
    await people.enrolPerson(person, { cohortId, courseId, role, present: false }, clock());
  }
  if (present.length === 0) return;
  await people.markLeft(
    courseId,
    present.map(({ subject }) => subject),
    clock(),
  );
}
