import type { Connection } from 'mongoose';
import { asId, type CohortId, type EnrolmentId } from '../../shared/index.ts';
import type { PendingScore, SubmissionId } from '../model.ts';
import { submissionModel, type SubmissionDocument } from '../submission.records.ts';
import type { StandingFacts } from './task-standing.ts';

/** A submission with changes that the outbox has not taken over. */
export interface SubmissionWithPending {
  readonly id: SubmissionId;
  readonly taskId: string;
  readonly authorIds: readonly EnrolmentId[];
  readonly pending: readonly PendingScore[];
}

/** What others ask of submissions: how people stand, and what has changed. Each function is one store operation. */
export interface StandingRecords {
  listOf(enrolmentId: EnrolmentId, taskId?: string): Promise<StandingFacts[]>;
  listOfCohort(cohortId: CohortId): Promise<StandingFacts[]>;
  listPending(limit: number): Promise<SubmissionWithPending[]>;
  removePending(id: SubmissionId, pendingId: string): Promise<void>;
}

const facts = {
  ...{ taskId: 1, state: 1, authors: 1, authorIds: 1, versions: 1, current: 1, waitingSince: 1 },
  ...{ releases: 1, reviewsGiven: 1, newsForAuthorsAt: 1 },
} as const;

export function standingRecords(connection: Connection): StandingRecords {
  const submissions = submissionModel(connection);
  return {
    async listOf(enrolmentId, taskId) {
      const ofTask = taskId === undefined ? {} : { taskId };
      const found = await submissions
        .find({ authorIds: enrolmentId, ...ofTask }, facts)
        .lean<StoredFacts[]>();
      return found.map(toFacts);
    },
    listOfCohort: async (cohortId) =>
      (await submissions.find({ cohortId }, facts).lean<StoredFacts[]>()).map(toFacts),
    async listPending(limit) {
      const documents = await submissions
        .find({ 'pending.at': { $gt: new Date(0) } }, { taskId: 1, authorIds: 1, pending: 1 })
        .sort({ 'pending.at': 1 })
        .limit(limit)
        .lean<Pick<SubmissionDocument, '_id' | 'taskId' | 'authorIds' | 'pending'>[]>();
      return documents.map(({ _id, ...rest }) => ({ ...rest, id: asId(_id) }));
    },
    async removePending(id, pendingId) {
      await submissions.updateOne(
        { _id: id },
        { $pull: { pending: { id: pendingId } }, $inc: { revision: 1 } },
      );
    },
  };
}

type StoredFacts = Omit<StandingFacts, 'id'> & { readonly _id: string };

function toFacts({ _id, ...rest }: StoredFacts): StandingFacts {
  return { ...rest, id: asId(_id) };
}
