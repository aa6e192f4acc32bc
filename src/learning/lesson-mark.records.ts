import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
  isDuplicateKey,
} from '../shared/index.ts';

/** The lessons that one person has marked done. */
export interface LessonMarks {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
  readonly lessons: Readonly<Record<string, Date>>;
  /** Rises with every mark. */
  readonly revision: number;
}

interface LessonMarksDocument {
  _id: string;
  cohortId: string;
  lessons: Record<string, Date>;
  revision: number;
}

const schema = new Schema<LessonMarksDocument>(
  { _id: String, cohortId: String, lessons: Schema.Types.Mixed, revision: Number },
  { versionKey: false, minimize: false, collection: 'lesson_marks' },
);

export const lessonMarkIndexes: readonly CollectionIndexes[] = [
  { collection: 'lesson_marks', indexes: [{ name: 'cohort', key: { cohortId: 1 } }] },
];

/** Each function is one store operation. */
export interface LessonMarkRecords {
  /** What is marked now, or null if it was done (or not) already. */
  mark(mark: {
    enrolmentId: EnrolmentId;
    cohortId: CohortId;
    lessonId: string;
    doneAt: Date | null;
  }): Promise<LessonMarks | null>;
  find(enrolmentId: EnrolmentId): Promise<LessonMarks | null>;
  listMarkers(cohortId?: CohortId): Promise<Pick<LessonMarks, 'enrolmentId' | 'cohortId'>[]>;
}

export function lessonMarkRecords(connection: Connection): LessonMarkRecords {
  const marks = connection.model<LessonMarksDocument>('LessonMarks', schema);
  return {
    mark: (mark) => (mark.doneAt ? retryOnDuplicate(() => add(marks, mark)) : remove(marks, mark)),
    async find(enrolmentId) {
      const document = await marks.findById(enrolmentId).lean();
      return document && toMarks(document);
    },
    async listMarkers(cohortId) {
      const documents = await marks.find(cohortId === undefined ? {} : { cohortId }, { cohortId: 1 }).lean();
      return documents.map(({ _id, cohortId: cohort }) => ({
        enrolmentId: asId(_id),
        cohortId: asId(cohort),
      }));
    },
  };
}

type Mark = Parameters<LessonMarkRecords['mark']>[0];

async function add(
  marks: Model<LessonMarksDocument>,
  { enrolmentId, cohortId, lessonId, doneAt }: Mark,
): Promise<LessonMarks | null> {
  const path = `lessons.${lessonId}`;
  const document = await marks
    .findOneAndUpdate(
      { _id: enrolmentId, [path]: { $exists: false } },
      { $set: { [path]: doneAt }, $inc: { revision: 1 }, $setOnInsert: { cohortId } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean();
  return document && toMarks(document);
}

async function remove(
  marks: Model<LessonMarksDocument>,
  { enrolmentId, lessonId }: Mark,
): Promise<LessonMarks | null> {
  const path = `lessons.${lessonId}`;
  const document = await marks
    .findOneAndUpdate(
      { _id: enrolmentId, [path]: { $exists: true } },
      { $unset: { [path]: 1 }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  return document && toMarks(document);
}

/**
 * The upsert meets E11000 where the document exists and its filter did not match: either the lesson is marked (so it is
 * the second time too), or another first mark was made in the same moment.
 */
async function retryOnDuplicate(write: () => Promise<LessonMarks | null>): Promise<LessonMarks | null> {
  for (const isLast of [false, true]) {
    try {
      return await write();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (isLast) return null;
    }
  }
  return null;
}

function toMarks({ _id, cohortId, lessons, revision }: LessonMarksDocument): LessonMarks {
  return { enrolmentId: asId(_id), cohortId: asId(cohortId), lessons, revision };
}
