import type { Addresses } from '../addresses.ts';
import type { DemoPerson } from '../demo.records.ts';
import { courses } from '../world.ts';
import { countryOf, nameOf } from './names.ts';

/** Whom one may be, course by course. */
export function startModel(addresses: Addresses, people: readonly DemoPerson[], language: string): object {
  const roles = ['trainee', 'trainer', 'organiser', 'administrator'] as const;
  return {
    courses: courses.map((course) => ({
      id: course.id,
      title: course.title,
      people: roles.flatMap((role) =>
        people
          .filter((person) => person.role === role && person.courseIds.includes(course.id))
          .map((person) => ({
            href: addresses.course(person._id, course.id),
            name: nameOf(person),
            roleKey: `demo:role.${person.role}`,
            country: countryOf(person, language),
          })),
      ),
    })),
  };
}
