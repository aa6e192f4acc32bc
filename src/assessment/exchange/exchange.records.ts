import type { Connection } from 'mongoose';
import type { CohortId } from '../../shared/index.ts';
import type { Submission } from '../model.ts';
import { submissionModel, toSubmission, type SubmissionDocument } from '../submission.records.ts';

export interface ExchangeRecords {
  /** Everything of a task for which something was handed in and not withdrawn, in order of arrival. One store operation. */
  listHandedIn(cohortId: CohortId, taskId: string): Promise<Submission[]>;
}

export function exchangeRecords(connection: Connection): ExchangeRecords {
  const submissions = submissionModel(connection);
  return {
    async listHandedIn(cohortId, taskId) {
      const found = await submissions
        .find({ cohortId, state: { $in: ['waiting', 'revise', 'passed', 'failed'] }, taskId })
        .sort({ waitingSince: 1, _id: 1 })
        .lean<SubmissionDocument[]>();
      return found.map(toSubmission);
    },
  };
}
