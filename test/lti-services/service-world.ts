import { randomBytes } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { deliveryIndexes, createOutbox, outboxRecords, type Outbox } from '../../src/delivery/index.ts';
import { courseRecords, type Course, type CourseFacts } from '../../src/lti/courses/course.records.ts';
import { placementRecords, type Placement } from '../../src/lti/courses/placement.records.ts';
import { createLtiServices, ltiIndexes, type LtiServices } from '../../src/lti/index.ts';
import { keyRing } from '../../src/lti/keys/key-ring.ts';
import { toolKeyRecords } from '../../src/lti/keys/tool-key.records.ts';
import { platformRecords } from '../../src/lti/platforms/platform.records.ts';
import type { ColumnResult } from '../../src/lti/services/score.ts';
import {
  peopleIndexes,
  peopleRecords,
  type Enrolment,
  type PeopleRecords,
  type Role,
} from '../../src/people/index.ts';
import {
  asId,
  formatActivityRef,
  newId,
  parseActivityRef,
  silentLog,
  type ActivityRef,
  type CollectionIndexes,
  type EnrolmentId,
  type PlatformId,
} from '../../src/shared/index.ts';
import { aCurriculum } from '../support/curriculum.ts';
import { openTestDatabase } from '../support/database.ts';
import type { ChangedResult } from '../../src/lti/index.ts';
import { openFakePlatform, type FakePlatform } from './fake-platform.ts';
import { platformFacts } from './service-deps.ts';

const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

/** The services on a real database, with a fake platform, and results as a test decides them. */
export interface ServiceWorld {
  readonly fake: FakePlatform;
  readonly services: LtiServices;
  readonly outbox: Outbox;
  readonly people: PeopleRecords;
  now: Date;
  pass(ms: number): void;
  saveCourse(id: string, change?: Partial<CourseFacts>): Promise<Course>;
  /** A link of a course with a column of its own, or none. Its results are due if it is new. */
  place(
    course: Course,
    activity: string,
    change?: { lineItem?: string | null; isNew?: boolean },
  ): Promise<void>;
  enrol(course: Course, subject: string, role?: Role): Promise<Enrolment>;
  /** Someone's result of an activity, and that it changed. */
  decide(enrolment: Enrolment, activity: string, result: Partial<ColumnResult>): void;
  /** Relays and sends all that is due. */
  deliver(): Promise<void>;
  scoresAt(lineItem: string, subject: string): unknown[];
  /** The tool's public keys, as platforms fetch them. */
  keySet(): Promise<JSONWebKeySet>;
  /** Forgets everything but the platform's registration. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const kept = new Set(['lti_platforms', 'lti_keys']);

export async function openServiceWorld(): Promise<ServiceWorld> {
  const [database, fake] = await Promise.all([openTestDatabase(), openFakePlatform()]);
  const { connection } = database;
  await makeIndexes(connection, [...peopleIndexes, ...ltiIndexes, ...deliveryIndexes]);
  const people = peopleRecords(connection);
  const platform = await platformRecords(connection).register(platformFacts(fake), new Date());
  const results = new Map<string, ColumnResult>();
  const encryptionKey = randomBytes(32);
  let pending: ChangedResult[] = [];
  const keyOf = (id: EnrolmentId, activity: string): string => `${id} ${activity}`;

  const services = createLtiServices({
    connection,
    settings: {
      publicUrl: new URL('http://localhost:3000'),
      production: false,
      allowPrivatePlatforms: false,
      encryptionKey,
      signingKey: randomBytes(32),
    },
    clock: () => world.now,
    log: silentLog,
    curriculum: () => aCurriculum(),
    people,
    results: {
      changes: [
        {
          name: 'changed results',
          findPending: (limit) => Promise.resolve(pending.slice(0, limit)),
          markRelayed: ({ id }) => Promise.resolve(void (pending = pending.filter((one) => one.id !== id))),
        },
      ],
      resultFor: (id, ref) => Promise.resolve(results.get(keyOf(id, formatActivityRef(ref))) ?? null),
    },
  });
  const outbox = createOutbox({
    ...services,
    records: outboxRecords(connection),
    clock: () => world.now,
    log: silentLog,
    random: () => 0.5,
  });
  const world: ServiceWorld = {
    fake,
    services,
    outbox,
    people,
    now: new Date('2026-11-22T10:00:00Z'),
    pass: (ms) => (world.now = new Date(world.now.getTime() + ms)),
    saveCourse: (id, change = {}) =>
      courseRecords(connection).saveCourse({ ...courseFacts(id, platform.id, fake.url), ...change }),
    async place(course, activity, { lineItem = null, isNew = true } = {}) {
      const placement: Placement = {
        id: asId(`${course.id} ${activity} ${lineItem ?? ''}`),
        platformId: platform.id,
        courseId: course.id,
        cohortId: course.cohortId,
        resourceLinkId: activity,
        title: null,
        activity: parseActivityRef(activity) as ActivityRef,
        lineItemUrl: lineItem && lineItemUrl(fake, lineItem),
      };
      const newColumn = isNew && lineItem ? { id: newId(), at: world.now } : null;
      await placementRecords(connection).savePlacement(placement, newColumn);
    },
    async enrol(course, subject, role = 'trainee') {
      const known = { issuer: platform.issuer, subject, name: subject, email: null, locale: null };
      const person = await people.rememberPerson(known, world.now);
      const place = { cohortId: course.cohortId, courseId: course.id, role, present: true };
      return people.enrolPerson(person, place, world.now);
    },
    decide(enrolment, decided, change) {
      const graded: ColumnResult = {
        state: 'graded',
        points: 8,
        maxPoints: 10,
        at: world.now,
        comment: null,
      };
      results.set(keyOf(enrolment.id, decided), { ...graded, ...change });
      const quizId = decided.replace('quiz:', '');
      const { id: enrolmentId } = enrolment;
      const activity = { kind: 'quiz', id: quizId } as const;
      pending.push({ id: newId(), at: world.now, enrolmentIds: [enrolmentId], activity });
    },
    async deliver() {
      await outbox.relayNow();
      await outbox.sendNow();
    },
    scoresAt: (lineItem, subject) =>
      (fake.taken.get(`/lineitems/${lineItem}/lineitem/scores ${subject}`) ?? []).map(
        ({ scoreGiven }) => scoreGiven,
      ),
    async keySet() {
      const { keys } = await keyRing({
        keys: toolKeyRecords(connection),
        encryptionKey,
        clock: () => world.now,
      }).keySet();
      return { keys: [...keys] };
    },
    async reset() {
      const collections = await connection.listCollections();
      const emptied = collections.filter(({ name }) => !kept.has(name));
      await Promise.all(emptied.map(({ name }) => connection.collection(name).deleteMany({})));
      results.clear();
      pending = [];
      fake.taken.clear();
      fake.seen.length = 0;
      fake.lineItems.length = 0;
      fake.fault = () => undefined;
      await fake.comeUp();
      world.now = new Date('2026-11-22T10:00:00Z');
    },
    async close() {
      await services.stop();
      await fake.close();
      await database.close();
    },
  };
  return world;
}

export function lineItemUrl(fake: FakePlatform, name: string): string {
  return `${fake.url}/lineitems/${name}/lineitem?type_id=1`;
}

function courseFacts(id: string, platformId: PlatformId, url: string): CourseFacts {
  return {
    id,
    platformId,
    deploymentId: '1',
    contextId: id,
    title: `Course ${id}`,
    lineItemsUrl: `${url}/lineitems?type_id=1`,
    membershipsUrl: `${url}/members?context=${id}`,
    scopes: [`${ags}score`, `${ags}lineitem`],
  };
}

async function makeIndexes(
  connection: Awaited<ReturnType<typeof openTestDatabase>>['connection'],
  all: readonly CollectionIndexes[],
): Promise<void> {
  for (const { collection, indexes } of all) {
    if (indexes.length === 0) continue;
    const specifications = indexes.map((index) => ({ ...index, key: { ...index.key } }));
    await connection.collection(collection).createIndexes(specifications);
  }
}
