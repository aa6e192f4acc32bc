import type { Connection } from 'mongoose';
import { asId, type CohortId } from '../../shared/index.ts';
import type { Submission } from '../model.ts';
import { submissionModel, type SubmissionDocument } from '../submission.records.ts';

export type ReleasedFacts = Pick<Submission, 'id' | 'authors' | 'releases'>;

export interface ReleasedRecords {
  /** Submissions of a task that have a released grade. One store operation. */
  listReleased(cohortId: CohortId, taskId: string): Promise<ReleasedFacts[]>;
}

export function releasedRecords(connection: Connection): ReleasedRecords {
  const submissions = submissionModel(connection);
  return {
    async listReleased(cohortId, taskId) {
      const found = await submissions
        .find({ cohortId, taskId, 'releases.0': { $exists: true } }, { authors: 1, releases: 1 })
        .lean<Pick<SubmissionDocument, '_id' | 'authors' | 'releases'>[]>();
      return found.map(({ _id, ...rest }) => ({ ...rest, id: asId(_id) }));
    },
  };
}
