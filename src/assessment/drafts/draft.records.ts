import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  retryOnDuplicate,
  type CohortId,
  type CollectionIndexes,
  type EnrolmentId,
} from '../../shared/index.ts';
import type { Draft, DraftField, Submission, SubmissionId } from '../model.ts';
import { longestDraft } from './field-texts.ts';

/** A draft with what its own writes go by. */
export interface StoredDraft extends Draft {
  /** Who may write into it: the submission's authors, as they stood when somebody last looked. */
  readonly authorIds: readonly EnrolmentId[];
  /** Rises whenever it is opened, closed or gets other authors. */
  readonly turn: number;
  /** Rises with every stored change. */
  readonly saves: number;
}

type DraftDocument = Omit<StoredDraft, 'submissionId'> & {
  readonly _id: string;
  /** Characters in all fields, or more: replaced texts count until it is measured anew. */
  readonly size: number;
};

const { Mixed } = Schema.Types;

const schema = new Schema<DraftDocument>(
  {
    ...{ _id: String, cohortId: String, taskId: String, authorIds: [String], fields: Mixed },
    ...{ trainerOnly: [String], open: Boolean, updatedAt: Date, turn: Number, saves: Number, size: Number },
  },
  { versionKey: false, minimize: false, collection: 'submission_drafts' },
);

export const draftIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'submission_drafts',
    indexes: [{ name: 'cohort_task', key: { cohortId: 1, taskId: 1, updatedAt: 1 } }],
  },
];

export interface DraftChange {
  readonly submissionId: SubmissionId;
  readonly enrolmentId: EnrolmentId;
  /** With the revision at which the page saw them. */
  readonly fields: readonly {
    readonly fieldId: string;
    readonly revision: number;
    readonly value: DraftField['value'];
  }[];
  readonly trainerOnly: readonly string[] | null;
  readonly now: Date;
  /** `adds`: characters of the new texts. Or what was read before, and how many characters it will have. */
  readonly size: { readonly adds: number } | { readonly saves: number; readonly total: number };
}

/** What is put into a draft that was read at `saves`. */
export interface DraftFilling extends Pick<Draft, 'fields' | 'trainerOnly'> {
  readonly saves: number;
  readonly now: Date;
}

/** How long ago somebody last wrote; nothing of the text. */
export interface DraftAge {
  readonly submissionId: SubmissionId;
  readonly taskId: string;
  readonly authorIds: readonly EnrolmentId[];
  readonly updatedAt: Date;
}

/** Drafts, one for each submission. Each function is one store operation. */
export interface DraftRecords {
  find(id: SubmissionId): Promise<StoredDraft | null>;
  /** Makes it where it is not there yet. */
  ensure(submission: Submission): Promise<StoredDraft>;
  /** False if it is closed, not this author's, a field has changed since, or there might be too much text. */
  store(change: DraftChange): Promise<boolean>;
  /** Nothing can be stored any more; null if that was so before. */
  close(id: SubmissionId): Promise<StoredDraft | null>;
  /** False if somebody else has opened, closed or aligned it since `turn`. */
  align(
    id: SubmissionId,
    turn: number,
    to: { readonly open: boolean; readonly authorIds: readonly EnrolmentId[] },
  ): Promise<boolean>;
  /** Puts fields where nothing was written since `saves`; false if something was. */
  fill(id: SubmissionId, filling: DraftFilling): Promise<boolean>;
  /** Drafts of a cohort that can be written and in which something was written; oldest first. */
  listOpen(cohortId: CohortId): Promise<DraftAge[]>;
}

export function draftRecords(connection: Connection): DraftRecords {
  const drafts = connection.model<DraftDocument>('SubmissionDraft', schema);
  return {
    async find(id) {
      const document = await drafts.findById(id).lean<DraftDocument>();
      return document && toDraft(document);
    },
    ensure: (submission) => ensure(drafts, submission),
    store: (change) => store(drafts, change),
    async close(id) {
      const document = await drafts
        .findOneAndUpdate(
          { _id: id, open: true },
          { $set: { open: false }, $inc: { turn: 1 } },
          { returnDocument: 'after' },
        )
        .lean<DraftDocument>();
      return document && toDraft(document);
    },
    async align(id, turn, { open, authorIds }) {
      const { matchedCount } = await drafts.updateOne(
        { _id: id, turn },
        { $set: { open, authorIds: [...authorIds] }, $inc: { turn: 1 } },
      );
      return matchedCount === 1;
    },
    async fill(id, { saves, fields, trainerOnly, now }) {
      const rest = { trainerOnly: [...trainerOnly], updatedAt: now };
      const { matchedCount } = await drafts.updateOne(
        { _id: id, saves },
        {
          // Measured at the next save.
          $set: { fields: toStored(fields), ...rest, size: longestDraft + 1 },
          $inc: { saves: 1 },
        },
      );
      return matchedCount === 1;
    },
    listOpen: (cohortId) => listOpen(drafts, cohortId),
  };
}

async function ensure(
  drafts: Model<DraftDocument>,
  { id, cohortId, taskId, authorIds }: Submission,
): Promise<StoredDraft> {
  const fresh = {
    ...{ cohortId, taskId, authorIds: [...authorIds], fields: {}, trainerOnly: [], open: true },
    ...{ updatedAt: null, turn: 1, saves: 0, size: 0 },
  };
  const document = await retryOnDuplicate(() =>
    drafts
      .findOneAndUpdate({ _id: id }, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after' })
      .orFail()
      .lean<DraftDocument>(),
  );
  return toDraft(document);
}

/** Goes past mongoose's casting: this is what happens most often, and every value was parsed. */
async function store(drafts: Model<DraftDocument>, change: DraftChange): Promise<boolean> {
  const { submissionId, trainerOnly, now, size } = change;
  const isMeasured = 'total' in size;
  const { matchedCount } = await drafts.collection.updateOne(
    {
      ...{ _id: submissionId, open: true, authorIds: change.enrolmentId },
      ...fieldsAsSeen(change),
      ...(isMeasured ? { saves: size.saves } : { size: { $lte: longestDraft - size.adds } }),
    },
    {
      $set: {
        ...fieldsAsWritten(change),
        ...(trainerOnly && { trainerOnly: [...trainerOnly] }),
        ...(isMeasured ? { size: size.total } : {}),
        updatedAt: now,
      },
      $inc: { saves: 1, ...(isMeasured ? {} : { size: size.adds }) },
    },
  );
  return matchedCount === 1;
}

function fieldsAsSeen({ fields }: DraftChange): Record<string, unknown> {
  return Object.fromEntries<unknown>(
    fields.map(({ fieldId, revision }) =>
      revision === 0 ? [pathOf(fieldId), { $exists: false }] : [`${pathOf(fieldId)}.revision`, revision],
    ),
  );
}

function fieldsAsWritten({ fields, enrolmentId, now }: DraftChange): Record<string, DraftField> {
  return Object.fromEntries(
    fields.map(({ fieldId, revision, value }) => [
      pathOf(fieldId),
      { value, revision: revision + 1, savedAt: now, savedBy: enrolmentId },
    ]),
  );
}

function pathOf(fieldId: string): string {
  return `fields.${keyOf(fieldId)}`;
}

async function listOpen(drafts: Model<DraftDocument>, cohortId: CohortId): Promise<DraftAge[]> {
  const documents = await drafts
    .find({ cohortId, open: true, updatedAt: { $type: 'date' } }, { taskId: 1, authorIds: 1, updatedAt: 1 })
    .sort({ updatedAt: 1 })
    .lean<(Pick<DraftDocument, '_id' | 'taskId' | 'authorIds'> & { updatedAt: Date })[]>();
  return documents.map(({ _id, taskId, authorIds, updatedAt }) => ({
    ...{ submissionId: asId(_id), taskId, authorIds, updatedAt },
  }));
}

/** `own.<enrolment>` has a point, which would lead into the field. No field of a task has a tilde. */
function keyOf(fieldId: string): string {
  return fieldId.replace('.', '~');
}

function toStored(fields: Draft['fields']): Draft['fields'] {
  return Object.fromEntries(Object.entries(fields).map(([id, field]) => [keyOf(id), field]));
}

function toDraft({ _id, fields, ...rest }: DraftDocument): StoredDraft {
  const { cohortId, taskId, authorIds, trainerOnly, open, updatedAt, turn, saves } = rest;
  return {
    ...{ submissionId: asId(_id), cohortId, taskId, authorIds, trainerOnly, open, updatedAt, turn, saves },
    fields: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key.replace('~', '.'), field])),
  };
}
