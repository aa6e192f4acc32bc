import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId } from '../../shared/index.ts';
import type { Actor, Submission, VersionId } from '../model.ts';
import { submissionModel, type SubmissionDocument } from '../submission.records.ts';

interface ClearanceDocument {
  /** The version's id. */
  _id: string;
  cohortId: string;
  taskId: string;
  by: Actor;
  at: Date;
}

const schema = new Schema<ClearanceDocument>(
  { _id: String, cohortId: String, taskId: String, by: Schema.Types.Mixed, at: Date },
  { versionKey: false, minimize: false, collection: 'peer_clearances' },
);

export const peerWorkIndexes = [
  { collection: 'peer_clearances', indexes: [{ name: 'cohort_task', key: { cohortId: 1, taskId: 1 } }] },
] as const;

/** What of a submission is needed to hand it to reviewers. */
export type PeerWork = Pick<Submission, 'id' | 'authors' | 'versions' | 'current' | 'reviewsGiven'>;

export interface PeerTaskPlace {
  readonly cohortId: CohortId;
  readonly taskId: string;
}

/** Works that reviewers may get. Each function is one store operation. */
export interface PeerWorkRecords {
  /** Those of the task that are handed in and not withdrawn. */
  list(place: PeerTaskPlace): Promise<PeerWork[]>;
  /** Versions of the task whose authors said that others may see them as they are. */
  listCleared(place: PeerTaskPlace): Promise<Set<string>>;
  clear(versionId: VersionId, place: PeerTaskPlace & { readonly by: Actor }, at: Date): Promise<void>;
}

const facts = { authors: 1, versions: 1, current: 1, reviewsGiven: 1 } as const;
type Facts = Pick<SubmissionDocument, '_id' | keyof typeof facts>;

export function peerWorkRecords(connection: Connection): PeerWorkRecords {
  const clearances = connection.model<ClearanceDocument>('PeerClearance', schema);
  const submissions = submissionModel(connection);
  return {
    async list({ cohortId, taskId }) {
      const found = await submissions.find({ cohortId, taskId, current: { $gt: 0 } }, facts).lean<Facts[]>();
      return found.map(({ _id, ...rest }) => ({ ...rest, id: asId(_id) }));
    },
    async listCleared({ cohortId, taskId }) {
      const found = await clearances.find({ cohortId, taskId }, { _id: 1 }).lean();
      return new Set(found.map(({ _id }) => _id));
    },
    async clear(versionId, { cohortId, taskId, by }, at) {
      const fresh = { cohortId, taskId, by, at };
      await clearances.updateOne({ _id: versionId }, { $setOnInsert: fresh }, { upsert: true });
    },
  };
}
