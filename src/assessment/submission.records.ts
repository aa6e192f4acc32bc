import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  retryOnDuplicate,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
} from '../shared/index.ts';
import type { Actor, PendingNotice, PendingScore, Submission, SubmissionId } from './model.ts';

/** As it is stored: the submission itself, its id as `_id`. */
export type SubmissionDocument = Omit<Submission, 'id' | 'pending' | 'notices'> & {
  readonly _id: string;
  readonly pending: PendingScore[];
  readonly notices: PendingNotice[];
};

const { Mixed } = Schema.Types;

const schema = new Schema<SubmissionDocument>(
  {
    ...{ _id: String, cohortId: String, taskId: String, state: String },
    ...{ authors: Mixed, authorIds: [String], versions: Mixed, current: Number },
    ...{ waitingSince: Date, gradingBegunAt: Date, hold: Mixed, allocatedTo: String },
    ...{ marks: Mixed, held: Mixed, releases: Mixed, messages: Mixed, reopenedAt: Date, remindedAt: Date },
    ...{ reviewsGiven: Mixed, newsForTrainersAt: Date, newsForAuthorsAt: Date, events: Mixed },
    ...{ pending: Mixed, notices: Mixed, revision: Number, storedAt: Date },
  },
  { versionKey: false, minimize: false, collection: 'submissions' },
);

export const submissionIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'submissions',
    indexes: [
      { name: 'author_task', key: { authorIds: 1, taskId: 1 } },
      { name: 'named_task', key: { 'authors.enrolmentId': 1, taskId: 1 } },
      { name: 'cohort_state', key: { cohortId: 1, state: 1, waitingSince: 1 } },
      { name: 'cohort_stored', key: { cohortId: 1, storedAt: 1 } },
      { name: 'pending', key: { 'pending.at': 1 } },
      { name: 'notices', key: { 'notices.at': 1 } },
      { name: 'held', key: { 'held.releaseAt': 1 } },
    ],
  },
];

/** The model on a connection; every records file of this room that asks about submissions shares it. */
export function submissionModel(connection: Connection): Model<SubmissionDocument> {
  return connection.model<SubmissionDocument>('Submission', schema);
}

export interface NewPlace {
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** 1 where it is left out. */
  readonly count?: number;
  /** Nobody's yet: its author still writes with others, and is about to leave them. */
  readonly isAhead?: boolean;
}

export interface SubmissionRecords {
  /**
   * The id that the submission has which this enrolment begins: one for each task. `count` 2, 3, …: after they have left
   * those before it to the others with whom they wrote.
   */
  idFor(enrolmentId: EnrolmentId, taskId: string, count?: number): SubmissionId;
  find(id: SubmissionId): Promise<Submission | null>;
  /** The one that this enrolment hands in, alone or with others; null before anything was begun. */
  findOf(enrolmentId: EnrolmentId, taskId: string): Promise<Submission | null>;
  /** Makes it where it is not there yet. */
  ensure(author: Actor, place: NewPlace, now: Date): Promise<Submission>;
  /** Stores what became of a submission read before; false if somebody else has changed it meanwhile. */
  replace(submission: Submission, revisionBefore: number): Promise<boolean>;
  /** Those in which an enrolment is named as an author in any way: invited, accepted, declined or left. */
  listNaming(enrolmentId: EnrolmentId, taskId?: string): Promise<Submission[]>;
  /** Every submission of an enrolment. */
  listOf(enrolmentId: EnrolmentId): Promise<Submission[]>;
}

/** Each function is one store operation. */
export function submissionRecords(connection: Connection): SubmissionRecords {
  const submissions = submissionModel(connection);
  const idFor: SubmissionRecords['idFor'] = (enrolmentId, taskId, count = 1) =>
    asId(`${enrolmentId}.${taskId}${count === 1 ? '' : `.${count}`}`);
  return {
    idFor,
    async find(id) {
      const document = await submissions.findById(id).lean<SubmissionDocument>();
      return document && toSubmission(document);
    },
    async findOf(enrolmentId, taskId) {
      const document = await submissions
        .findOne({ authorIds: enrolmentId, taskId })
        .lean<SubmissionDocument>();
      return document && toSubmission(document);
    },
    ensure: (author, place, now) =>
      ensure(submissions, {
        ...freshSubmission(author, place, now),
        id: idFor(author.enrolmentId, place.taskId, place.count),
      }),
    async replace({ id, ...rest }, revisionBefore) {
      const { matchedCount } = await submissions.replaceOne(
        { _id: id, revision: revisionBefore },
        {
          ...{ ...rest, pending: [...rest.pending], notices: [...rest.notices] },
          ...{ revision: revisionBefore + 1, storedAt: new Date() },
        },
      );
      return matchedCount === 1;
    },
    async listNaming(enrolmentId, taskId) {
      const filter = { 'authors.enrolmentId': enrolmentId, ...(taskId === undefined ? {} : { taskId }) };
      return (await submissions.find(filter).lean<SubmissionDocument[]>()).map(toSubmission);
    },
    listOf: async (enrolmentId) =>
      (await submissions.find({ authorIds: enrolmentId }).lean<SubmissionDocument[]>()).map(toSubmission),
  };
}

async function ensure(
  submissions: Model<SubmissionDocument>,
  { id: _id, ...fresh }: Submission,
): Promise<Submission> {
  const made = { ...fresh, pending: [], notices: [], storedAt: new Date() };
  const document = await retryOnDuplicate(() =>
    submissions
      .findOneAndUpdate({ _id }, { $setOnInsert: made }, { upsert: true, returnDocument: 'after' })
      .orFail()
      .lean<SubmissionDocument>(),
  );
  return toSubmission(document);
}

/** A submission that somebody has just begun. */
export function freshSubmission(
  author: Actor,
  { cohortId, taskId, isAhead = false }: NewPlace,
  now: Date,
): Omit<Submission, 'id'> {
  return {
    ...{ cohortId, taskId, state: 'draft' },
    authors: isAhead ? [] : [{ ...author, state: 'accepted', at: now, seenAt: null }],
    authorIds: isAhead ? [] : [author.enrolmentId],
    ...{ versions: [], current: 0, waitingSince: null, gradingBegunAt: null, hold: null, allocatedTo: null },
    ...{ marks: [], held: null, releases: [], messages: [], reopenedAt: null, remindedAt: null },
    ...{ reviewsGiven: {}, newsForTrainersAt: null, newsForAuthorsAt: null, events: [] },
    ...{ pending: [], notices: [], revision: 1 },
  };
}

export function toSubmission({ _id, ...stored }: SubmissionDocument): Submission {
  const rest: Omit<Submission, 'id'> & { storedAt?: Date } = stored;
  delete rest.storedAt;
  return { ...rest, id: asId(_id) };
}
