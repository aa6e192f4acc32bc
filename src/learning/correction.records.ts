import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, type CollectionIndexes } from '../shared/index.ts';
import type { Actor, Correction, CorrectionKind } from './model.ts';

interface CorrectionDocument {
  _id: string;
  cohortId: string;
  quizId: string;
  questionId: string;
  versions: string[];
  correction: CorrectionKind;
  rescoreBy: string | null;
  scoresMayFall: boolean;
  reason: string;
  by: Actor;
  at: Date;
  /** It has reached every attempt. */
  isApplied: boolean;
}

const { Mixed } = Schema.Types;

const schema = new Schema<CorrectionDocument>(
  {
    _id: String,
    cohortId: String,
    quizId: String,
    questionId: String,
    versions: [String],
    correction: Mixed,
    rescoreBy: String,
    scoresMayFall: Boolean,
    reason: String,
    by: Mixed,
    at: Date,
    isApplied: Boolean,
  },
  { versionKey: false, minimize: false, collection: 'question_corrections' },
);

export const correctionIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'question_corrections',
    indexes: [
      { name: 'cohort_quiz', key: { cohortId: 1, quizId: 1 } },
      { name: 'applied', key: { isApplied: 1 } },
    ],
  },
];

/** A correction with the version of the question whose key it took; null unless it rescored. */
export type StoredCorrection = Correction & { readonly rescoreBy: string | null };

/** Each function is one store operation; lists are oldest first. */
export interface CorrectionRecords {
  insert(correction: StoredCorrection): Promise<void>;
  list(cohortId: CohortId, quizId: string): Promise<StoredCorrection[]>;
  listUnapplied(): Promise<StoredCorrection[]>;
  markApplied(id: string): Promise<void>;
}

export function correctionRecords(connection: Connection): CorrectionRecords {
  const corrections = connection.model<CorrectionDocument>('QuestionCorrection', schema);
  const list = async (filter: Partial<CorrectionDocument>): Promise<StoredCorrection[]> =>
    (await corrections.find(filter).sort({ at: 1 }).lean()).map(toCorrection);
  return {
    async insert(correction) {
      await corrections.create({ ...toDocument(correction), isApplied: false });
    },
    list: (cohortId, quizId) => list({ cohortId, quizId }),
    listUnapplied: () => list({ isApplied: false }),
    async markApplied(id) {
      await corrections.updateOne({ _id: id }, { $set: { isApplied: true } });
    },
  };
}

function toDocument(stored: StoredCorrection) {
  const {
    id,
    cohortId,
    quizId,
    questionId,
    versions,
    rescoreBy,
    scoresMayFall,
    reason,
    by,
    at,
    ...correction
  } = stored;
  return {
    ...{ _id: id, cohortId, quizId, questionId, versions: [...versions], correction },
    ...{ rescoreBy, scoresMayFall, reason, by, at },
  };
}

function toCorrection(document: CorrectionDocument): StoredCorrection {
  const { _id, cohortId, quizId, questionId, versions, correction } = document;
  const { rescoreBy, scoresMayFall, reason, by, at } = document;
  return {
    ...correction,
    ...{ id: asId(_id), cohortId: asId(cohortId), quizId, questionId, versions },
    ...{ rescoreBy, scoresMayFall, reason, by, at },
  };
}
