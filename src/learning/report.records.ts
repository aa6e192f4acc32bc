import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, type CollectionIndexes } from '../shared/index.ts';
import type { Actor, ProblemReport, ReportId } from './model.ts';

interface ReportDocument {
  _id: string;
  cohortId: string;
  enrolmentId: string;
  attemptId: string;
  quizId: string;
  questionId: string;
  version: string;
  text: string;
  at: Date;
  settled: { by: Actor; at: Date } | null;
}

const schema = new Schema<ReportDocument>(
  {
    _id: String,
    cohortId: String,
    enrolmentId: String,
    attemptId: String,
    quizId: String,
    questionId: String,
    version: String,
    text: String,
    at: Date,
    settled: Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false, collection: 'question_reports' },
);

export const reportIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'question_reports',
    indexes: [{ name: 'cohort_quiz', key: { cohortId: 1, quizId: 1 } }],
  },
];

/** Each function is one store operation. */
export interface ReportRecords {
  insert(report: ProblemReport): Promise<void>;
  /** Newest first. */
  list(place: { readonly cohortId: CohortId; readonly quizId?: string }): Promise<ProblemReport[]>;
  /** False if the cohort has no such report. */
  settle(cohortId: CohortId, id: ReportId, settled: { by: Actor; at: Date }): Promise<boolean>;
}

export function reportRecords(connection: Connection): ReportRecords {
  const reports = connection.model<ReportDocument>('QuestionReport', schema);
  return {
    async insert({ id, ...report }) {
      await reports.create({ ...report, _id: id });
    },
    list: async (place) => (await reports.find(place).sort({ at: -1 }).lean()).map(toReport),
    async settle(cohortId, id, settled) {
      const { matchedCount } = await reports.updateOne({ _id: id, cohortId }, { $set: { settled } });
      return matchedCount === 1;
    },
  };
}

function toReport({ _id, cohortId, enrolmentId, attemptId, ...rest }: ReportDocument): ProblemReport {
  return {
    ...rest,
    ...{
      id: asId(_id),
      cohortId: asId(cohortId),
      enrolmentId: asId(enrolmentId),
      attemptId: asId(attemptId),
    },
  };
}
