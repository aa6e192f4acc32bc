import type { Connection } from 'mongoose';
import { asId, type CohortId } from '../../shared/index.ts';
import type { MarkFacts } from '../grading/marks-in-force.ts';
import type { Message, Release, Submission, VersionHead } from '../model.ts';
import { submissionModel, type SubmissionDocument } from '../submission.records.ts';

/** Of a submission what the queue shows; nothing of its texts. */
export interface QueueFacts extends Pick<Submission, PlainField> {
  readonly marks: readonly MarkFacts[];
  readonly releases: readonly Pick<Release, 'version' | 'at' | 'decision'>[];
  readonly versions: readonly Pick<VersionHead, 'number' | 'late' | 'dueAt'>[];
  readonly messages: readonly Pick<Message, 'from' | 'at'>[];
  readonly storedAt: Date;
}

type PlainField =
  | 'id'
  | 'taskId'
  | 'state'
  | 'authors'
  | 'authorIds'
  | 'current'
  | 'waitingSince'
  | 'hold'
  | 'allocatedTo'
  | 'held'
  | 'remindedAt'
  | 'newsForTrainersAt';

const shown = {
  ...{ taskId: 1, state: 1, authors: 1, authorIds: 1, current: 1, waitingSince: 1, hold: 1, allocatedTo: 1 },
  ...{ 'versions.number': 1, 'versions.late': 1, 'versions.dueAt': 1 },
  ...{ 'marks.id': 1, 'marks.version': 1, 'marks.role': 1, 'marks.marker': 1, 'marks.levels': 1 },
  ...{ 'marks.personLevels': 1, 'marks.startedAt': 1, 'marks.finishedAt': 1, held: 1 },
  ...{ 'releases.version': 1, 'releases.at': 1, 'releases.decision': 1 },
  ...{ 'messages.from': 1, 'messages.at': 1, remindedAt: 1, newsForTrainersAt: 1, storedAt: 1 },
} as const;

export interface QueueRecords {
  /** Everything of a cohort, or what was stored at that time or later. One store operation. */
  list(cohortId: CohortId, since: Date | null): Promise<QueueFacts[]>;
}

export function queueRecords(connection: Connection): QueueRecords {
  const submissions = submissionModel(connection);
  return {
    async list(cohortId, since) {
      const documents = await submissions
        .find({ cohortId, storedAt: { $gte: since ?? new Date(0) } }, shown)
        .lean<(Omit<QueueFacts, 'id'> & Pick<SubmissionDocument, '_id'>)[]>();
      return documents.map(({ _id, ...rest }) => ({ ...rest, id: asId(_id) }));
    },
  };
}
