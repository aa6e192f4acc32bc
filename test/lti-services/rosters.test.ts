import { setTimeout as sleep } from 'node:timers/promises';
import { nextNight } from '../../src/lti/services/rosters.ts';
import type { Course } from '../../src/lti/courses/course.records.ts';
import { openServiceWorld, type ServiceWorld } from './service-world.ts';

const HOUR = 3_600_000;
let world: ServiceWorld;
let course: Course;
let members: object[];
let status: number;

beforeAll(async () => (world = await openServiceWorld()));
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  course = await world.saveCourse('one');
  status = 200;
  members = [
    { user_id: 'anna', name: 'Anna Berg', email: 'anna@school.example', roles: ['Learner'] },
    { user_id: 'tom', name: 'Tom Ek', roles: ['Instructor'] },
    { user_id: 'guest', roles: [] },
  ];
  world.fake.fault = ({ path }) =>
    path.startsWith('/members') ? { status, body: JSON.stringify({ members }) } : undefined;
});

const rosterReads = (): number => world.fake.seen.filter(({ path }) => path.startsWith('/members')).length;
const standing = async (): Promise<string[]> =>
  (await world.people.listEnrolments(course.cohortId))
    .map(({ subject, role, state }) => `${subject} ${role} ${state}`)
    .sort();

describe('a roster', () => {
  it('enrols who is in the course, without second persons for known ones', async () => {
    const known = await world.enrol(course, 'anna');
    expect(await world.services.refreshRoster(course.cohortId)).toEqual([
      { course: 'Course one', count: 3, failure: null },
    ]);
    expect(await standing()).toEqual(['anna trainee active', 'tom trainer active']);
    const anna = await world.people.findPerson(world.fake.url, 'anna');
    expect(anna).toMatchObject({ id: known.personId, name: 'Anna Berg', email: 'anna@school.example' });
  });

  it('marks who has left, and takes them back', async () => {
    await world.services.refreshRoster(course.cohortId);
    members = members.slice(1);
    await world.services.refreshRoster(course.cohortId);
    expect(await standing()).toEqual(['anna trainee left', 'tom trainer active']);
    members.push({ user_id: 'anna', roles: ['Learner'], status: 'Active' });
    await world.services.refreshRoster(course.cohortId);
    expect(await standing()).toEqual(['anna trainee active', 'tom trainer active']);
    members = [...members.slice(0, 2), { user_id: 'anna', roles: ['Learner'], status: 'Inactive' }];
    await world.services.refreshRoster(course.cohortId);
    expect(await standing()).toEqual(['anna trainee left', 'tom trainer active']);
  });

  it('lets those stay who launched without being in it, as administrators do, or came through another course', async () => {
    await world.enrol(course, 'admin', 'organiser');
    await world.services.refreshRoster(course.cohortId);
    const other = await world.saveCourse('other', { membershipsUrl: null });
    await world.enrol({ ...other, cohortId: course.cohortId }, 'anna');
    members = members.slice(2);
    await world.services.refreshRoster(course.cohortId);
    expect(await standing()).toEqual(['admin organiser active', 'anna trainee active', 'tom trainer left']);
  });

  it('is not believed when it is empty', async () => {
    await world.services.refreshRoster(course.cohortId);
    members = [];
    await world.services.refreshRoster(course.cohortId);
    expect(await standing()).toEqual(['anna trainee active', 'tom trainer active']);
  });

  it('says why it could not be read, and keeps who was there', async () => {
    await world.services.refreshRoster(course.cohortId);
    status = 403;
    expect(await world.services.refreshRoster(course.cohortId)).toMatchObject([
      { failure: 'platform-refused' },
    ]);
    await world.fake.goDown();
    expect(await world.services.refreshRoster(course.cohortId)).toMatchObject([
      { failure: 'platform-silent' },
    ]);
    const without = await world.saveCourse('none', { membershipsUrl: null });
    expect(await world.services.refreshRoster(without.cohortId)).toMatchObject([{ failure: 'no-service' }]);
    expect(await standing()).toEqual(['anna trainee active', 'tom trainer active']);
  });
});

describe('when a roster is read', () => {
  it('is at the first launch by a trainer, not at the next ones', async () => {
    world.services.noteTrainer(course.id);
    world.services.noteTrainer(course.id);
    while (!(await standing()).includes('tom trainer active')) await sleep(20);
    await sleep(100);
    expect(rosterReads()).toBe(1);
  });

  it('is between one and four o’clock of the next night, spread over the courses', () => {
    const now = new Date('2026-11-22T22:30:00Z');
    const nights = Array.from({ length: 100 }, (_, place) => nextNight(`course-${place}`, now));
    for (const night of nights) {
      expect(night.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-23T01:00:00Z'));
      expect(night.getTime()).toBeLessThan(Date.parse('2026-11-23T04:00:00Z'));
    }
    expect(new Set(nights.map((night) => night.getTime())).size).toBeGreaterThan(90);
  });

  it('is again in the night, and an hour after a failure', async () => {
    await world.services.refreshRoster(course.cohortId);
    await world.services.readDueRosters();
    expect(rosterReads()).toBe(1);
    world.pass(24 * HOUR);
    status = 500;
    await world.services.readDueRosters();
    expect(rosterReads()).toBe(2);
    world.pass(HOUR);
    status = 200;
    await world.services.readDueRosters();
    await world.services.readDueRosters();
    expect(rosterReads()).toBe(3);
  });
});
