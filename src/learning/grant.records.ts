import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, type CollectionIndexes } from '../shared/index.ts';
import type { Actor, Grant, GrantKind } from './model.ts';

interface GrantDocument {
  _id: string;
  cohortId: string;
  quizId: string;
  enrolmentIds: string[] | null;
  grant: GrantKind;
  reason: string;
  by: Actor;
  at: Date;
  /** It has reached every summary and open attempt. */
  isSpread: boolean;
}

const { Mixed } = Schema.Types;

const schema = new Schema<GrantDocument>(
  {
    _id: String,
    cohortId: String,
    quizId: String,
    enrolmentIds: Mixed,
    grant: Mixed,
    reason: String,
    by: Mixed,
    at: Date,
    isSpread: Boolean,
  },
  { versionKey: false, minimize: false, collection: 'quiz_grants' },
);

export const grantIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'quiz_grants',
    indexes: [
      { name: 'cohort_quiz', key: { cohortId: 1, quizId: 1 } },
      { name: 'spread', key: { isSpread: 1 } },
    ],
  },
];

/** Each function is one store operation; lists are oldest first. */
export interface GrantRecords {
  insert(grant: Grant): Promise<void>;
  list(place: { readonly cohortId: CohortId; readonly quizId?: string }): Promise<Grant[]>;
  listUnspread(): Promise<Grant[]>;
  markSpread(id: string): Promise<void>;
}

export function grantRecords(connection: Connection): GrantRecords {
  const grants = connection.model<GrantDocument>('QuizGrant', schema);
  return {
    async insert(grant) {
      await grants.create({ ...toDocument(grant), isSpread: false });
    },
    list: async (place) => (await grants.find(place).sort({ at: 1 }).lean()).map(toGrant),
    listUnspread: async () => (await grants.find({ isSpread: false }).sort({ at: 1 }).lean()).map(toGrant),
    async markSpread(id) {
      await grants.updateOne({ _id: id }, { $set: { isSpread: true } });
    },
  };
}

function toDocument({ id, cohortId, quizId, enrolmentIds, reason, by, at, ...grant }: Grant) {
  const whose = enrolmentIds && [...enrolmentIds];
  return { _id: id, cohortId, quizId, enrolmentIds: whose, grant, reason, by, at };
}

function toGrant({ _id, cohortId, quizId, enrolmentIds, grant, reason, by, at }: GrantDocument): Grant {
  return {
    ...grant,
    ...{ id: asId(_id), cohortId: asId(cohortId), quizId, reason, by, at },
    enrolmentIds: enrolmentIds?.map((id) => asId<'enrolment'>(id)) ?? null,
  };
}
