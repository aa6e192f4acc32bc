import { Schema, type Connection } from 'mongoose';
import {
  asId,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
  isDuplicateKey,
} from '../../shared/index.ts';
import type { PeerReviewId, SubmissionId, VersionId } from '../model.ts';
import type { PeerReview } from './peer-review.ts';

type PeerReviewDocument = Omit<PeerReview, 'id'> & { readonly _id: string };

const { Mixed } = Schema.Types;

const schema = new Schema<PeerReviewDocument>(
  {
    ...{ _id: String, cohortId: String, taskId: String, kind: String, reviewer: Mixed, slot: Number },
    ...{ place: String, submissionId: String, versionId: String, sampleId: String, taskVersion: String },
    ...{ levels: Mixed, comments: Mixed, overall: String, startedAt: Date, savedAt: Date, submittedAt: Date },
    ...{ hiding: Mixed, usefulness: Mixed, moderated: Mixed, toCountSince: Date, revision: Number },
  },
  { versionKey: false, minimize: false, collection: 'peer_reviews' },
);

export const peerReviewIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'peer_reviews',
    indexes: [
      { name: 'place', key: { place: 1 }, unique: true },
      { name: 'cohort_task', key: { cohortId: 1, taskId: 1 } },
      { name: 'reviewer_task', key: { 'reviewer.enrolmentId': 1, taskId: 1 } },
      { name: 'submission', key: { submissionId: 1 } },
      { name: 'to_count', key: { toCountSince: 1 } },
    ],
  },
];

/** Each function is one store operation. */
export interface PeerReviewRecords {
  /** False if its id or its place is taken. */
  insert(review: PeerReview): Promise<boolean>;
  find(id: PeerReviewId): Promise<PeerReview | null>;
  /** Stores what became of a review read before; false if it has changed meanwhile, or its place was taken. */
  replace(review: PeerReview, revisionBefore: number): Promise<boolean>;
  listOfReviewer(reviewerId: EnrolmentId, taskId: string): Promise<PeerReview[]>;
  listOfTask(cohortId: CohortId, taskId: string): Promise<PeerReview[]>;
  listOfSubmission(submissionId: SubmissionId): Promise<PeerReview[]>;
  listByReviewer(reviewerId: EnrolmentId): Promise<PeerReview[]>;
  findAssigned(reviewerId: EnrolmentId, versionId: VersionId): Promise<PeerReview | null>;
  listToCount(before: Date, limit: number): Promise<PeerReview[]>;
  noteCounted(id: PeerReviewId, since: Date): Promise<void>;
}

export function peerReviewRecords(connection: Connection): PeerReviewRecords {
  const reviews = connection.model<PeerReviewDocument>('PeerReview', schema);
  const list = async (filter: object): Promise<PeerReview[]> =>
    (await reviews.find(filter).lean<PeerReviewDocument[]>()).map(toPeerReview);
  return {
    insert: ({ id, ...rest }) =>
      unlessTaken(async () => {
        await reviews.create({ _id: id, ...rest });
        return true;
      }),
    async find(id) {
      const document = await reviews.findById(id).lean<PeerReviewDocument>();
      return document && toPeerReview(document);
    },
    replace: ({ id, ...rest }, revisionBefore) =>
      unlessTaken(async () => {
        const { matchedCount } = await reviews.replaceOne(
          { _id: id, revision: revisionBefore },
          { ...rest, revision: revisionBefore + 1 },
        );
        return matchedCount === 1;
      }),
    listOfReviewer: (reviewerId, taskId) => list({ 'reviewer.enrolmentId': reviewerId, taskId }),
    listOfTask: (cohortId, taskId) => list({ cohortId, taskId }),
    listOfSubmission: (submissionId) => list({ submissionId }),
    listByReviewer: (reviewerId) => list({ 'reviewer.enrolmentId': reviewerId }),
    async findAssigned(reviewerId, versionId) {
      const [found] = await list({ 'reviewer.enrolmentId': reviewerId, versionId });
      return found ?? null;
    },
    async listToCount(before, limit) {
      const since = { $gt: new Date(0), $lte: before };
      const found = await reviews.find({ toCountSince: since }).limit(limit).lean<PeerReviewDocument[]>();
      return found.map(toPeerReview);
    },
    async noteCounted(id, since) {
      await reviews.updateOne(
        { _id: id, toCountSince: since },
        { $set: { toCountSince: null }, $inc: { revision: 1 } },
      );
    },
  };
}

function toPeerReview({ _id, ...rest }: PeerReviewDocument): PeerReview {
  return { ...rest, id: asId(_id) };
}

async function unlessTaken(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
