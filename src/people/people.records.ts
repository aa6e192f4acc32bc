import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  newId,
  retryOnDuplicate,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
  type PersonId,
} from '../shared/index.ts';
import type { Enrolment, Person, Role } from './person.ts';

interface PersonDocument {
  _id: string;
  issuer: string;
  subject: string;
  name: string | null;
  email: string | null;
  locale: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
}

interface EnrolmentDocument {
  _id: string;
  personId: string;
  cohortId: string;
  role: Role;
  name: string | null;
  email: string | null;
  issuer: string;
  subject: string;
  courseIds: string[];
  state: 'active' | 'left';
  lastPlace: string | null;
  joinedAt: Date;
  lastSeenAt: Date | null;
  leftAt: Date | null;
}

const personSchema = new Schema<PersonDocument>(
  {
    _id: String,
    issuer: String,
    subject: String,
    name: String,
    email: String,
    locale: String,
    createdAt: Date,
    lastSeenAt: Date,
  },
  { versionKey: false, collection: 'people' },
);

const enrolmentSchema = new Schema<EnrolmentDocument>(
  {
    _id: String,
    personId: String,
    cohortId: String,
    role: String,
    name: String,
    email: String,
    issuer: String,
    subject: String,
    courseIds: [String],
    state: String,
    lastPlace: String,
    joinedAt: Date,
    lastSeenAt: Date,
    leftAt: Date,
  },
  { versionKey: false, collection: 'enrolments' },
);

export const peopleIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'people',
    indexes: [{ name: 'issuer_subject', key: { issuer: 1, subject: 1 }, unique: true }],
  },
  {
    collection: 'enrolments',
    indexes: [
      { name: 'person_cohort', key: { personId: 1, cohortId: 1 }, unique: true },
      { name: 'cohort', key: { cohortId: 1 } },
    ],
  },
];

/** What a platform says of a person; null where it says nothing. */
export interface KnownPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
}

/** The stored form of people and enrolments. Each function but the lists is one store operation. */
export interface PeopleRecords {
  /** Makes the person or brings what is known up to date. What the platform leaves out is kept as it was. */
  rememberPerson(person: KnownPerson, at: Date): Promise<Person>;
  /** Makes the enrolment or brings it up to date; whoever comes (back) is active. */
  enrolPerson(person: Person, place: EnrolmentPlace, at: Date): Promise<Enrolment>;
  findEnrolment(personId: PersonId, cohortId: CohortId): Promise<Enrolment | null>;
  findEnrolmentById(id: EnrolmentId): Promise<Enrolment | null>;
  listEnrolments(cohortId: CohortId): Promise<Enrolment[]>;
  /** Those who may grade in a cohort now. */
  listTeam(cohortId: CohortId): Promise<Enrolment[]>;
  /** Each person's language as the platform gives it; null where it gives none. */
  listLocales(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string | null>>;
  listEnrolmentsOfPerson(personId: PersonId): Promise<Enrolment[]>;
  findPerson(issuer: string, subject: string): Promise<Person | null>;
  rememberPlace(id: EnrolmentId, lastPlace: string): Promise<void>;
  /** Marks those of the subjects as left who came through this course only; returns how many. */
  markLeft(place: LeftPlace, subjects: readonly string[], at: Date): Promise<number>;
}

export interface LeftPlace {
  readonly cohortId: CohortId;
  readonly courseId: string;
}

export interface EnrolmentPlace {
  readonly cohortId: CohortId;
  readonly courseId: string;
  readonly role: Role;
  /** Whether the person is here now (a launch), or only known to be in the course (a roster). */
  readonly present: boolean;
}

export function peopleRecords(connection: Connection): PeopleRecords {
  const people = connection.model<PersonDocument>('Person', personSchema);
  const enrolments = connection.model<EnrolmentDocument>('Enrolment', enrolmentSchema);
  return { ...personFunctions(people), ...enrolmentFunctions(enrolments) };
}

type PersonFunction = 'rememberPerson' | 'findPerson' | 'listLocales';

function personFunctions(people: Model<PersonDocument>): Pick<PeopleRecords, PersonFunction> {
  return {
    async rememberPerson(person, at) {
      const { issuer, subject } = person;
      const told = Object.fromEntries(
        Object.entries({ name: person.name, email: person.email, locale: person.locale }).filter(
          ([, value]) => value !== null,
        ),
      );
      const untold = Object.fromEntries(
        ['name', 'email', 'locale'].filter((field) => !(field in told)).map((field) => [field, null]),
      );
      const document = await retryOnDuplicate(() =>
        people
          .findOneAndUpdate(
            { issuer, subject },
            { $set: { ...told, lastSeenAt: at }, $setOnInsert: { _id: newId(), createdAt: at, ...untold } },
            { upsert: true, returnDocument: 'after', lean: true },
          )
          .orFail(),
      );
      return toPerson(document);
    },
    async findPerson(issuer, subject) {
      const document = await people.findOne({ issuer, subject }).lean();
      return document && toPerson(document);
    },
    async listLocales(ids) {
      const found = await people.find({ _id: { $in: [...ids] } }, { locale: 1 }).lean();
      return new Map(found.map(({ _id, locale }) => [asId<'person'>(_id), locale]));
    },
  };
}

function enrolmentFunctions(enrolments: Model<EnrolmentDocument>): Omit<PeopleRecords, PersonFunction> {
  const one = (document: EnrolmentDocument | null): Enrolment | null => document && toEnrolment(document);
  return {
    enrolPerson: (person, place, at) => enrol(enrolments, person, { ...place, at }),
    findEnrolment: async (personId, cohortId) => one(await enrolments.findOne({ personId, cohortId }).lean()),
    findEnrolmentById: async (id) => one(await enrolments.findById(id).lean()),
    listEnrolments: async (cohortId) => (await enrolments.find({ cohortId }).lean()).map(toEnrolment),
    listTeam: async (cohortId) => {
      const roles: Role[] = ['trainer', 'organiser'];
      return (await enrolments.find({ cohortId, role: { $in: roles }, state: 'active' }).lean()).map(
        toEnrolment,
      );
    },
    listEnrolmentsOfPerson: async (personId) => (await enrolments.find({ personId }).lean()).map(toEnrolment),
    async rememberPlace(id, lastPlace) {
      await enrolments.updateOne({ _id: id }, { $set: { lastPlace } });
    },
    async markLeft({ cohortId, courseId }, subjects, at) {
      const { modifiedCount } = await enrolments.updateMany(
        { cohortId, courseIds: [courseId], state: 'active', subject: { $in: [...subjects] } },
        { $set: { state: 'left', leftAt: at } },
      );
      return modifiedCount;
    },
  };
}

async function enrol(
  enrolments: Model<EnrolmentDocument>,
  person: Person,
  place: EnrolmentPlace & { at: Date },
): Promise<Enrolment> {
  const { id: personId, issuer, subject, name, email } = person;
  const { cohortId, courseId, role, present, at } = place;
  const always = { role, name, email, state: 'active', leftAt: null };
  const once = { _id: newId(), issuer, subject, lastPlace: null, joinedAt: at };
  const document = await retryOnDuplicate(() =>
    enrolments
      .findOneAndUpdate(
        { personId, cohortId },
        {
          $set: present ? { ...always, lastSeenAt: at } : always,
          $addToSet: { courseIds: courseId },
          $setOnInsert: present ? once : { ...once, lastSeenAt: null },
        },
        { upsert: true, returnDocument: 'after', lean: true },
      )
      .orFail(),
  );
  return toEnrolment(document);
}

function toPerson(document: PersonDocument): Person {
  const { _id, issuer, subject, name, email, locale } = document;
  return { id: asId(_id), issuer, subject, name, email, locale };
}

function toEnrolment(document: EnrolmentDocument): Enrolment {
  const { _id, personId, cohortId, ...rest } = document;
  return { ...rest, id: asId(_id), personId: asId(personId), cohortId: asId(cohortId) };
}
