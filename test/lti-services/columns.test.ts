import { createLocalJWKSet, jwtVerify } from 'jose';
import { lineItemUrl, openServiceWorld, type ServiceWorld } from './service-world.ts';

let world: ServiceWorld;
beforeAll(async () => (world = await openServiceWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

describe('where a result goes', () => {
  it('is every column of the course that it counts in: the quiz, its module, the curriculum', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    await world.place(course, 'module:groups', { lineItem: 'module' });
    await world.place(course, 'curriculum', { lineItem: 'all' });
    await world.place(course, 'module:profile', { lineItem: 'other' });
    await world.place(course, 'lesson:first-steps');
    const anna = await world.enrol(course, 'anna');
    await world.deliver();
    world.decide(anna, 'quiz:groups-quiz', { points: 8 });
    world.decide(anna, 'module:groups', { points: 80, maxPoints: 100 });
    world.decide(anna, 'curriculum', { points: 9, maxPoints: 100, state: 'in-progress' });
    await world.deliver();
    expect(world.scoresAt('quiz', 'anna')).toEqual([8]);
    expect(world.scoresAt('module', 'anna')).toEqual([80]);
    expect(world.scoresAt('all', 'anna')).toEqual([9]);
    expect(world.scoresAt('other', 'anna')).toEqual([]);
    const posted = world.fake.taken.get('/lineitems/all/lineitem/scores anna')?.[0];
    expect(posted).toMatchObject({
      activityProgress: 'InProgress',
      gradingProgress: 'FullyGraded',
      scoreMaximum: 100,
    });
  });

  it('is one column, however many links lead there', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    await world.place(course, 'curriculum', { lineItem: 'quiz' });
    const anna = await world.enrol(course, 'anna');
    world.decide(anna, 'quiz:groups-quiz', {});
    await world.deliver();
    expect(world.scoresAt('quiz', 'anna')).toEqual([8]);
  });

  it('is no column of a course that the person is not in, nor of one that allows no scores', async () => {
    const [one, two, three] = [
      await world.saveCourse('one'),
      await world.saveCourse('two'),
      await world.saveCourse('three', { scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/lineitem'] }),
    ];
    for (const course of [one, { ...two, cohortId: one.cohortId }, three]) {
      await world.place(course, 'quiz:groups-quiz', { lineItem: course.id });
    }
    const anna = await world.enrol(one, 'anna');
    const ben = await world.enrol(three, 'ben');
    for (const person of [anna, ben]) world.decide(person, 'quiz:groups-quiz', {});
    await world.deliver();
    expect([...world.fake.taken.keys()]).toEqual(['/lineitems/one/lineitem/scores anna']);
  });

  it('is nowhere for trainers, and for people without a role', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    for (const role of ['trainer', 'organiser', 'mentor', 'none'] as const) {
      world.decide(await world.enrol(course, role, role), 'quiz:groups-quiz', {});
    }
    await world.deliver();
    expect(world.fake.taken.size).toBe(0);
  });

  it('is a column that appears later, with the results of everybody in that course', async () => {
    const course = await world.saveCourse('one');
    const people = await Promise.all(['anna', 'ben', 'cleo'].map((subject) => world.enrol(course, subject)));
    people
      .slice(0, 2)
      .forEach((person, place) => world.decide(person, 'quiz:groups-quiz', { points: place + 5 }));
    await world.deliver();
    world.pass(60_000);
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'late' });
    await world.deliver();
    expect(world.scoresAt('late', 'anna')).toEqual([5]);
    expect(world.scoresAt('late', 'ben')).toEqual([6]);
    expect(world.scoresAt('late', 'cleo')).toEqual([]);
    expect(await world.outbox.relayNow()).toBe(0);
  });

  it('gets nothing but full grades once a score was sent', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    const anna = await world.enrol(course, 'anna');
    world.decide(anna, 'quiz:groups-quiz', { state: 'submitted', points: null });
    await world.deliver();
    world.pass(5000);
    world.decide(anna, 'quiz:groups-quiz', { points: 7 });
    await world.deliver();
    world.pass(5000);
    world.decide(anna, 'quiz:groups-quiz', { state: 'submitted', points: null });
    await world.deliver();
    const taken = world.fake.taken.get('/lineitems/quiz/lineitem/scores anna') ?? [];
    expect(taken.map(({ gradingProgress }) => gradingProgress)).toEqual(['PendingManual', 'FullyGraded']);
  });

  it('is never told more than full points', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    world.decide(await world.enrol(course, 'anna'), 'quiz:groups-quiz', { points: 12 });
    await world.deliver();
    expect(world.scoresAt('quiz', 'anna')).toEqual([10]);
  });

  it('can be looked up by cohort, person and activity', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    const anna = await world.enrol(course, 'anna');
    world.decide(anna, 'quiz:groups-quiz', {});
    await world.deliver();
    expect(await world.outbox.list({ cohortId: course.cohortId })).toMatchObject([
      { enrolmentId: anna.id, activity: 'quiz:groups-quiz', state: 'delivered', deliveredAt: world.now },
    ]);
  });
});

describe('one column per quiz and task', () => {
  it('makes them without a link, tagged, and sends them what is there', async () => {
    const course = await world.saveCourse('one');
    const anna = await world.enrol(course, 'anna');
    world.decide(anna, 'quiz:groups-quiz', { points: 6 });
    await world.deliver();
    expect(await world.services.makeColumns(course.cohortId)).toEqual([
      { course: 'Course one', count: 2, failure: null },
    ]);
    expect(world.fake.lineItems).toMatchObject([
      { resourceId: 'groups-quiz', tag: 'lcf', scoreMaximum: expect.any(Number) as number },
      { resourceId: 'groups-task', tag: 'lcf' },
    ]);
    for (const item of world.fake.lineItems) expect(item).not.toHaveProperty('resourceLinkId');
    await world.deliver();
    expect(world.scoresAt('1', 'anna')).toEqual([6]);
  });

  it('makes none twice, also when two ask at once or a crash came in between', async () => {
    const course = await world.saveCourse('one');
    world.fake.lineItems.push({ id: lineItemUrl(world.fake, 'old'), resourceId: 'groups-quiz', tag: 'lcf' });
    await Promise.all([
      world.services.makeColumns(course.cohortId),
      world.services.makeColumns(course.cohortId),
    ]);
    expect(await world.services.makeColumns(course.cohortId)).toMatchObject([{ count: 0, failure: null }]);
    expect(world.fake.lineItems).toHaveLength(2);
    const anna = await world.enrol(course, 'anna');
    world.decide(anna, 'quiz:groups-quiz', { points: 6 });
    await world.deliver();
    expect(world.scoresAt('old', 'anna')).toEqual([6]);
  });

  it('makes none where a link has one', async () => {
    const course = await world.saveCourse('one');
    await world.place(course, 'quiz:groups-quiz', { lineItem: 'quiz' });
    expect(await world.services.makeColumns(course.cohortId)).toMatchObject([{ count: 1 }]);
    expect(world.fake.lineItems).toMatchObject([{ resourceId: 'groups-task' }]);
  });

  it('says where the platform offers no such service, refuses or does not answer, and can be repeated', async () => {
    const without = await world.saveCourse('none', { lineItemsUrl: null });
    expect(await world.services.makeColumns(without.cohortId)).toMatchObject([{ failure: 'no-service' }]);
    const course = await world.saveCourse('one');
    world.fake.fault = ({ method, path }) =>
      method === 'POST' && path.startsWith('/lineitems') ? { status: 403 } : undefined;
    expect(await world.services.makeColumns(course.cohortId)).toMatchObject([
      { failure: 'platform-refused' },
    ]);
    await world.fake.goDown();
    expect(await world.services.makeColumns(course.cohortId)).toMatchObject([{ failure: 'platform-silent' }]);
    await world.fake.comeUp();
    world.fake.fault = () => undefined;
    expect(await world.services.makeColumns(course.cohortId)).toMatchObject([{ count: 2, failure: null }]);
  });
});

describe('the assertion for an access token', () => {
  it('is signed with a key of the key set, for the platform, and lives a minute', async () => {
    const course = await world.saveCourse('one');
    world.pass(2 * 3_600_000);
    await world.services.makeColumns(course.cohortId);
    const form = new URLSearchParams(world.fake.seen.find(({ path }) => path === '/token')?.body);
    const keys = await world.keySet();
    const { payload, protectedHeader } = await jwtVerify(
      form.get('client_assertion') ?? '',
      createLocalJWKSet(keys),
      {
        issuer: 'client-1',
        subject: 'client-1',
        audience: `${world.fake.url}/token`,
        currentDate: world.now,
      },
    );
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: keys.keys[0]?.kid });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60);
    expect(payload.jti).toBeTruthy();
  });
});
