import type { DemoRole } from '../world.ts';

const vocabulary = 'http://purl.imsglobal.org/vocab/lis/v2';

/** The roles that a launch carries, as full addresses. */
export function launchRoles(role: DemoRole): string[] {
  const shortNames = { trainee: 'Learner', trainer: 'Instructor', organiser: 'Administrator' } as const;
  if (role !== 'administrator') return [`${vocabulary}/membership#${shortNames[role]}`];
  return [`${vocabulary}/institution/person#Administrator`, `${vocabulary}/system/person#Administrator`];
}

/** The roles that the roster shows: short names, as Moodle does. */
export function rosterRoles(role: DemoRole): string[] {
  const shortNames = {
    trainee: 'Learner',
    trainer: 'Instructor',
    organiser: 'Administrator',
    administrator: 'Administrator',
  } as const;
  return [shortNames[role]];
}

/** Whether a roster's `role` filter, a short name or a full address, means this role. */
export function isRole(role: DemoRole, filter: string): boolean {
  return rosterRoles(role).some((name) => filter === name || filter === `${vocabulary}/membership#${name}`);
}
