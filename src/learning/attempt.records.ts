import type { Connection } from 'mongoose';
import { asId, type AttemptId, type CohortId, type EnrolmentId, isDuplicateKey } from '../shared/index.ts';
import {
  attemptModels,
  toAttempt,
  toFacts,
  withoutAnswers,
  type AttemptModels,
} from './attempt-document.records.ts';
import { answerFunctions, type AnswerFunctions } from './attempt-answers.records.ts';
import { changeFunctions, type ChangeFunctions } from './attempt-changes.records.ts';
import type { Attempt, AttemptFacts } from './attempt.ts';
import type { AttemptState } from './model.ts';

export type NewAttempt = Pick<
  Attempt,
  | 'id'
  | 'enrolmentId'
  | 'personId'
  | 'cohortId'
  | 'quizId'
  | 'number'
  | 'items'
  | 'seed'
  | 'startedAt'
  | 'endsAt'
  | 'limitEndsAt'
  | 'closesAt'
  | 'passMark'
  | 'maxPoints'
  | 'grants'
>;

export interface AttemptFilter {
  readonly cohortId?: CohortId;
  readonly enrolmentId?: EnrolmentId;
  readonly quizId?: string;
  readonly state?: AttemptState;
}

/** The stored form of attempts. Each function is one store operation. */
export type AttemptRecords = ReadFunctions & AnswerFunctions & ChangeFunctions;

interface ReadFunctions {
  /** False if there is an attempt of this number already. */
  insert(attempt: NewAttempt): Promise<boolean>;
  find(id: AttemptId): Promise<Attempt | null>;
  /** Without answers; oldest first. */
  list(filter: AttemptFilter): Promise<AttemptFacts[]>;
  listPreviews(enrolmentId: EnrolmentId, quizId: string): Promise<AttemptFacts[]>;
  /** With answers; oldest first. `questionId`: only those that showed it. */
  listWithAnswers(filter: AttemptFilter & { readonly questionId?: string }): Promise<Attempt[]>;
  /** Open attempts that ended before this moment. */
  listOverdue(endedBefore: Date, limit: number): Promise<AttemptId[]>;
  /** Everyone who has an attempt, in one cohort or all. */
  listTakers(cohortId?: CohortId): Promise<{ enrolmentId: EnrolmentId; cohortId: CohortId }[]>;
}

export function attemptRecords(connection: Connection): AttemptRecords {
  const models = attemptModels(connection);
  return { ...readFunctions(models), ...answerFunctions(models), ...changeFunctions(models) };
}

const previewMs = 24 * 3_600_000;

const untouched = () => ({
  ...{ answers: {}, saves: 0, state: 'open' as const, endedBy: null, submittedAt: null, scoredAt: null },
  ...{ score: null, changes: [], corrections: [], revision: 1, pending: [] },
});

function readFunctions({ counted, previews, of }: AttemptModels): ReadFunctions {
  const oldestFirst = { startedAt: 1, number: 1 } as const;
  return {
    async insert({ id, ...attempt }) {
      const expiry =
        of(id) === previews ? { expiresAt: new Date(attempt.startedAt.getTime() + previewMs) } : {};
      const started = { _id: id, ...untouched(), ...attempt, ...expiry, lastActivityAt: attempt.startedAt };
      try {
        await of(id).create({ ...started, items: [...attempt.items], grants: [...attempt.grants] });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const document = await of(id).findById(id).lean();
      return document && toAttempt(document);
    },
    list: async (filter) =>
      (await counted.find(filter, withoutAnswers).sort(oldestFirst).lean()).map(toFacts),
    listPreviews: async (enrolmentId, quizId) =>
      (await previews.find({ enrolmentId, quizId }, withoutAnswers).sort(oldestFirst).lean()).map(toFacts),
    async listWithAnswers({ questionId, ...filter }) {
      const shown = questionId === undefined ? {} : { 'items.questionId': questionId };
      return (
        await counted
          .find({ ...filter, ...shown })
          .sort(oldestFirst)
          .lean()
      ).map(toAttempt);
    },
    async listOverdue(endedBefore, limit) {
      const filter = { state: 'open', endsAt: { $lt: endedBefore } } as const;
      const documents = await counted.find(filter, { _id: 1 }).limit(limit).lean();
      return documents.map(({ _id }) => asId(_id));
    },
    async listTakers(cohortId) {
      const takers = await counted.aggregate<{ _id: string; cohortId: string }>([
        { $match: cohortId === undefined ? {} : { cohortId } },
        { $group: { _id: '$enrolmentId', cohortId: { $first: '$cohortId' } } },
      ]);
      return takers.map((taker) => ({ enrolmentId: asId(taker._id), cohortId: asId(taker.cohortId) }));
    },
  };
}
