import type { Role } from '../people/index.ts';

type Level = 'context' | 'institution';

/**
 * LTI 1.3 role vocabulary (https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies): full names of context roles and
 * their sub-roles (`…/membership#Instructor`, `…/membership/Instructor#TeachingAssistant`), of institution and system
 * roles, and short names, which stand for context roles.
 */
const forms: readonly { readonly level: Level; readonly pattern: RegExp }[] = [
  {
    level: 'context',
    pattern: /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership(?:\/(?<of>\w+))?#(?<name>\w+)$/,
  },
  {
    level: 'institution',
    pattern: /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/(?:institution|system)\/person#(?<name>\w+)$/,
  },
  { level: 'context', pattern: /^(?:(?<of>\w+)[#/])?(?<name>\w+)$/ },
];

const rolesByName: Readonly<Record<Level, Readonly<Record<string, Role>>>> = {
  context: {
    Administrator: 'organiser',
    Manager: 'organiser',
    Instructor: 'trainer',
    TeachingAssistant: 'trainer',
    ContentDeveloper: 'trainer',
    Learner: 'trainee',
    Mentor: 'mentor',
  },
  institution: {
    Administrator: 'organiser',
    SysAdmin: 'organiser',
    Manager: 'organiser',
    Instructor: 'trainer',
  },
};

const strongestFirst: readonly Role[] = ['organiser', 'trainer', 'trainee', 'mentor'];

/** The role that a platform's list of roles stands for. A role in the course outranks one in the institution. */
export function toRole(names: readonly string[]): Role {
  return strongest(names, 'context') ?? strongest(names, 'institution') ?? 'none';
}

function strongest(names: readonly string[], level: Level): Role | null {
  const held = new Set(names.map((name) => roleAt(name, level)));
  return strongestFirst.find((role) => held.has(role)) ?? null;
}

function roleAt(text: string, level: Level): Role | null {
  for (const form of forms) {
    const groups = form.pattern.exec(text)?.groups;
    if (!groups) continue;
    if (form.level !== level) return null;
    const byName = rolesByName[level];
    return lookUp(byName, groups['name']) ?? lookUp(byName, groups['of']);
  }
  return null;
}

function lookUp(roles: Readonly<Record<string, Role>>, name: string | undefined): Role | null {
  return name !== undefined && Object.hasOwn(roles, name) ? (roles[name] ?? null) : null;
}
