import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
  isDuplicateKey,
} from '../shared/index.ts';
import type { LessonMarks } from './lesson-mark.records.ts';
import type { Grant } from './model.ts';
import type { AttemptFact } from './quiz-standing.ts';

/** Attempts of one quiz. `revision` is the sum of theirs: of two summaries the one with the higher knows more. */
export interface QuizSummary {
  readonly revision: number;
  readonly attempts: readonly AttemptFact[];
}

/** What a person's pages need, gathered from the facts; can be made anew from them at any time. */
export interface ProgressSummary {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
  readonly lessons: Readonly<Record<string, Date>>;
  readonly lessonsRevision: number;
  readonly quizzes: Readonly<Record<string, QuizSummary>>;
  readonly grants: readonly Grant[];
  readonly lastActivityAt: Date | null;
  /** Everything was gathered once; until then only parts are known. */
  readonly isWhole: boolean;
  /** Rises with every write. */
  readonly revision: number;
}

interface ProgressDocument {
  _id: string;
  cohortId: string;
  lessons?: Record<string, Date>;
  lessonsRevision?: number;
  quizzes?: Record<string, QuizSummary>;
  grants?: Record<string, Grant>;
  lastActivityAt: Date | null;
  isWhole: boolean;
  revision: number;
}

const { Mixed } = Schema.Types;

const schema = new Schema<ProgressDocument>(
  {
    _id: String,
    cohortId: String,
    lessons: Mixed,
    lessonsRevision: Number,
    quizzes: Mixed,
    grants: Mixed,
    lastActivityAt: Date,
    isWhole: Boolean,
    revision: Number,
  },
  { versionKey: false, minimize: false, collection: 'progress' },
);

export const progressIndexes: readonly CollectionIndexes[] = [
  { collection: 'progress', indexes: [{ name: 'cohort', key: { cohortId: 1 } }] },
];

/** Each function is one store operation. A summary that knows less than what is stored is left out. */
export interface ProgressRecords {
  find(enrolmentId: EnrolmentId): Promise<ProgressSummary | null>;
  list(cohortId?: CohortId): Promise<ProgressSummary[]>;
  noteQuiz(note: {
    enrolmentId: EnrolmentId;
    cohortId: CohortId;
    quizId: string;
    summary: QuizSummary;
    lastActivityAt: Date;
  }): Promise<void>;
  noteLessons(marks: LessonMarks, at: Date): Promise<void>;
  noteGrant(grant: Grant): Promise<void>;
  /** Stores a summary gathered while the stored one had `revision` (null: none). False if it has changed since. */
  replace(summary: Omit<ProgressSummary, 'revision'>, revision: number | null): Promise<boolean>;
}

export function progressRecords(connection: Connection): ProgressRecords {
  const progress = connection.model<ProgressDocument>('Progress', schema);
  return {
    async find(enrolmentId) {
      const document = await progress.findById(enrolmentId).lean();
      return document && toSummary(document);
    },
    list: async (cohortId) =>
      (await progress.find(cohortId === undefined ? {} : { cohortId }).lean()).map(toSummary),
    noteQuiz: (note) => noteQuiz(progress, note),
    noteLessons: (marks, at) => noteLessons(progress, marks, at),
    async noteGrant(grant) {
      const { enrolmentIds, cohortId } = grant;
      const whose = enrolmentIds === null ? {} : { _id: { $in: [...enrolmentIds] } };
      await progress.updateMany(
        { cohortId, ...whose },
        { $set: { [`grants.${grant.id}`]: grant }, $inc: { revision: 1 } },
      );
    },
    replace: (summary, revision) => replace(progress, summary, revision),
  };
}

async function noteQuiz(
  progress: Model<ProgressDocument>,
  { enrolmentId, cohortId, quizId, summary, lastActivityAt }: Parameters<ProgressRecords['noteQuiz']>[0],
): Promise<void> {
  const known = `quizzes.${quizId}.revision`;
  await upsertIfNewer(() =>
    progress.updateOne(
      { _id: enrolmentId, $or: [{ [known]: { $lt: summary.revision } }, { [known]: { $exists: false } }] },
      {
        $set: { [`quizzes.${quizId}`]: summary },
        $max: { lastActivityAt },
        $inc: { revision: 1 },
        $setOnInsert: { cohortId, isWhole: false },
      },
      { upsert: true },
    ),
  );
}

async function noteLessons(
  progress: Model<ProgressDocument>,
  { enrolmentId, cohortId, lessons, revision }: LessonMarks,
  at: Date,
): Promise<void> {
  const isNewer = [{ lessonsRevision: { $lt: revision } }, { lessonsRevision: { $exists: false } }];
  await upsertIfNewer(() =>
    progress.updateOne(
      { _id: enrolmentId, $or: isNewer },
      {
        $set: { lessons, lessonsRevision: revision },
        $max: { lastActivityAt: at },
        $inc: { revision: 1 },
        $setOnInsert: { cohortId, isWhole: false },
      },
      { upsert: true },
    ),
  );
}

async function replace(
  progress: Model<ProgressDocument>,
  summary: Omit<ProgressSummary, 'revision'>,
  revision: number | null,
): Promise<boolean> {
  const { enrolmentId, grants, ...rest } = summary;
  const document = {
    ...rest,
    quizzes: { ...summary.quizzes },
    grants: Object.fromEntries(grants.map((grant) => [grant.id, grant])),
    revision: (revision ?? 0) + 1,
  };
  try {
    if (revision === null) {
      await progress.create({ _id: enrolmentId, ...document });
      return true;
    }
    const { matchedCount } = await progress.updateOne({ _id: enrolmentId, revision }, { $set: document });
    return matchedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * Where the document exists and its filter does not match, the upsert meets E11000: what is stored knows as much. Where
 * two make the document at once, one meets it too, and finds the document at its second try.
 */
async function upsertIfNewer(write: () => Promise<unknown>): Promise<void> {
  for (const isLast of [false, true]) {
    try {
      await write();
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (isLast) return;
    }
  }
}

function toSummary(document: ProgressDocument): ProgressSummary {
  const { _id, cohortId, lastActivityAt, isWhole, revision } = document;
  return {
    enrolmentId: asId(_id),
    cohortId: asId(cohortId),
    lessons: document.lessons ?? {},
    lessonsRevision: document.lessonsRevision ?? 0,
    quizzes: document.quizzes ?? {},
    grants: Object.values(document.grants ?? {}),
    ...{ lastActivityAt: lastActivityAt ?? null, isWhole, revision },
  };
}
