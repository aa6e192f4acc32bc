import type { Connection } from 'mongoose';
import { asId, type CohortId } from '../../shared/index.ts';
import type { SubmissionId } from '../model.ts';
import { submissionModel } from '../submission.records.ts';

/** Grades that are ready and wait. Each function is one store operation. */
export interface HeldRecords {
  listDue(now: Date, limit: number): Promise<SubmissionId[]>;
  listTogether(cohortId: CohortId, taskId: string): Promise<SubmissionId[]>;
}

export function heldRecords(connection: Connection): HeldRecords {
  const submissions = submissionModel(connection);
  return {
    async listDue(now, limit) {
      const due = { 'held.releaseAt': { $gt: new Date(0), $lte: now } };
      const found = await submissions.find(due, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
      return found.map(({ _id }) => asId(_id));
    },
    async listTogether(cohortId, taskId) {
      const found = await submissions
        .find({ cohortId, state: 'waiting', taskId, held: { $ne: null } }, { held: 1 })
        .lean<{ _id: string; held: { releaseAt: Date | null } }[]>();
      return found.filter(({ held }) => held.releaseAt === null).map(({ _id }) => asId(_id));
    },
  };
}
