import { Schema, type Connection, type Model } from 'mongoose';
import { asId, newId, type CohortId, type CollectionIndexes, type PlatformId } from '../../shared/index.ts';

/** A course of an LMS, or a single link that stands in none; each became a cohort at its first launch. */
export interface Course {
  /** See courseId(). */
  readonly id: string;
  readonly cohortId: CohortId;
  readonly platformId: PlatformId;
  readonly deploymentId: string;
  /** The platform's own id; null for a link outside any course. */
  readonly contextId: string | null;
  readonly title: string;
  /** Where the gradebook's columns are; null where the platform offers no such service. */
  readonly lineItemsUrl: string | null;
  readonly membershipsUrl: string | null;
  /** What the grade services allow. */
  readonly scopes: readonly string[];
}

/** What a launch says of a course. A null or empty value means that nothing was said, not that a service is gone. */
export type CourseFacts = Omit<Course, 'cohortId'>;

type CourseDocument = Omit<Course, 'id' | 'scopes'> & { _id: string; scopes: string[] };

const courseSchema = new Schema<CourseDocument>(
  {
    _id: String,
    cohortId: String,
    platformId: String,
    deploymentId: String,
    contextId: String,
    title: String,
    lineItemsUrl: String,
    membershipsUrl: String,
    scopes: [String],
  },
  { versionKey: false, collection: 'lti_courses' },
);

export const courseIndexes: readonly CollectionIndexes[] = [
  { collection: 'lti_courses', indexes: [{ name: 'cohort', key: { cohortId: 1 } }] },
];

export interface CourseRecords {
  findCourse(id: string): Promise<Course | null>;
  listCoursesOfCohort(cohortId: CohortId): Promise<Course[]>;
  listCourses(): Promise<Course[]>;
  /** Makes the course with a new cohort, or brings a known one up to date. */
  saveCourse(facts: CourseFacts): Promise<Course>;
}

export function courseRecords(connection: Connection): CourseRecords {
  const courses = connection.model<CourseDocument>('LtiCourse', courseSchema);
  return {
    async findCourse(id) {
      const document = await courses.findById(id).lean();
      return document && toCourse(document);
    },
    listCoursesOfCohort: async (cohortId) => (await courses.find({ cohortId }).lean()).map(toCourse),
    listCourses: async () => (await courses.find().lean()).map(toCourse),
    saveCourse: (facts) => saveCourse(courses, facts),
  };
}

async function saveCourse(courses: Model<CourseDocument>, { id, ...facts }: CourseFacts): Promise<Course> {
  const { lineItemsUrl, membershipsUrl, scopes, ...always } = facts;
  const services = { lineItemsUrl, membershipsUrl, scopes: scopes.length > 0 ? [...scopes] : null };
  const told = Object.entries(services).filter(([, value]) => value !== null);
  const untold = Object.keys(services).filter((name) => !told.some(([known]) => known === name));
  const document = await courses
    .findOneAndUpdate(
      { _id: id },
      {
        $set: { ...always, ...Object.fromEntries(told) },
        $setOnInsert: {
          ...Object.fromEntries(untold.map((name) => [name, name === 'scopes' ? [] : null])),
          cohortId: newId<'cohort'>(),
        },
      },
      { upsert: true, returnDocument: 'after', lean: true },
    )
    .orFail();
  return toCourse(document);
}

function toCourse({ _id, cohortId, platformId, ...rest }: CourseDocument): Course {
  return { ...rest, id: _id, cohortId: asId(cohortId), platformId: asId(platformId) };
}
