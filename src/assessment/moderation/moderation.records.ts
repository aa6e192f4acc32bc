import type { Connection } from 'mongoose';
import { asId, type CohortId } from '../../shared/index.ts';
import type { Author, Mark, Release, SubmissionId, SubmissionState } from '../model.ts';
import { submissionModel } from '../submission.records.ts';

/** A submission with what its markers gave, without any text. */
export interface MarkedSubmission {
  readonly id: SubmissionId;
  readonly state: SubmissionState;
  readonly current: number;
  readonly authors: readonly Pick<Author, 'enrolmentId' | 'name' | 'state'>[];
  readonly releases: readonly Pick<Release, 'version'>[];
  readonly marks: readonly Pick<Mark, 'version' | 'role' | 'marker' | 'levels' | 'finishedAt'>[];
}

type StoredSubmission = Omit<MarkedSubmission, 'id'> & { readonly _id: string };

const shown = {
  ...{
    state: 1,
    current: 1,
    'authors.enrolmentId': 1,
    'authors.name': 1,
    'authors.state': 1,
    'releases.version': 1,
  },
  ...{ 'marks.version': 1, 'marks.role': 1, 'marks.marker': 1, 'marks.levels': 1, 'marks.finishedAt': 1 },
} as const;

export interface ModerationRecords {
  /** Submissions of a task on which at least one mark was begun. One store operation. */
  listMarked(cohortId: CohortId, taskId: string): Promise<MarkedSubmission[]>;
  /** Tasks of the cohort on which a mark was begun. One store operation. */
  listMarkedTasks(cohortId: CohortId): Promise<string[]>;
}

export function moderationRecords(connection: Connection): ModerationRecords {
  const submissions = submissionModel(connection);
  return {
    async listMarked(cohortId, taskId) {
      const found = await submissions
        .find({ cohortId, taskId, 'marks.version': { $gte: 1 } }, shown)
        .lean<StoredSubmission[]>();
      return found.map(({ _id, ...rest }) => ({ ...rest, id: asId<'submission'>(_id) }));
    },
    listMarkedTasks: (cohortId) => submissions.distinct('taskId', { cohortId, 'marks.version': { $gte: 1 } }),
  };
}
