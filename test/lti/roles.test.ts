import { toRole } from '../../src/lti/roles.ts';

const context = (name: string): string => `http://purl.imsglobal.org/vocab/lis/v2/membership#${name}`;
const sub = (of: string, name: string): string =>
  `http://purl.imsglobal.org/vocab/lis/v2/membership/${of}#${name}`;
const institution = (name: string): string =>
  `http://purl.imsglobal.org/vocab/lis/v2/institution/person#${name}`;
const system = (name: string): string => `http://purl.imsglobal.org/vocab/lis/v2/system/person#${name}`;

describe('the role that a list of LTI roles stands for', () => {
  it.each([
    ['a learner', [context('Learner')], 'trainee'],
    ['a short learner', ['Learner'], 'trainee'],
    ['a kind of learner', [sub('Learner', 'NonCreditLearner')], 'trainee'],
    ['a mentor', [context('Mentor')], 'mentor'],
    ['a learner who is a mentor too', [context('Mentor'), context('Learner')], 'trainee'],
    ['an instructor', [context('Instructor')], 'trainer'],
    ['a teaching assistant', [sub('Instructor', 'TeachingAssistant')], 'trainer'],
    ['a short teaching assistant', ['TeachingAssistant'], 'trainer'],
    ['a content developer', [context('ContentDeveloper')], 'trainer'],
    ['a manager', [context('Manager')], 'organiser'],
    ['an administrator of the course', [context('Administrator')], 'organiser'],
    ['an administrator of the institution', [institution('Administrator')], 'organiser'],
    ['an administrator of the system', [system('SysAdmin')], 'organiser'],
    ['an instructor of the institution', [institution('Instructor')], 'trainer'],
    ['a student of the institution', [institution('Student')], 'none'],
    ['a guest', [institution('Guest')], 'none'],
    [
      'an instructor of the institution who learns here',
      [institution('Instructor'), context('Learner')],
      'trainee',
    ],
    ['an administrator who teaches here', [system('Administrator'), 'Instructor'], 'trainer'],
    [
      'an administrator with an unknown role here',
      [institution('Administrator'), context('Member')],
      'organiser',
    ],
    ['nobody', [], 'none'],
    ['an empty name', [''], 'none'],
    ['a role of another vocabulary', ['http://other.example/membership#Instructor'], 'none'],
    ['a name that every object has', ['constructor', context('__proto__'), 'toString'], 'none'],
    ['an instructor in lower case', ['instructor'], 'none'],
  ])('%s', (_name, names, role) => {
    expect(toRole(names)).toBe(role);
  });

  it('does not depend on the order', () => {
    const names = [institution('Administrator'), context('Learner'), sub('Instructor', 'TeachingAssistant')];
    expect(toRole(names)).toBe('trainer');
    expect(toRole(names.toReversed())).toBe('trainer');
  });
});
