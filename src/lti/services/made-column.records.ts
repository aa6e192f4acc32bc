import { Schema, type Connection } from 'mongoose';
import {
  asId,
  formatActivityRef,
  newId,
  parseActivityRef,
  type ActivityRef,
  type CohortId,
  type CollectionIndexes,
  type PlatformId,
  isDuplicateKey,
} from '../../shared/index.ts';

/** A column that the tool made, or found that it had made, because a trainer asked for one per quiz and task. */
export interface MadeColumn {
  readonly platformId: PlatformId;
  readonly courseId: string;
  readonly cohortId: CohortId;
  readonly activity: ActivityRef;
  readonly lineItemUrl: string;
}

/** A column that has just been made: everybody's result is due to it. */
export interface PendingMadeColumn {
  readonly id: string;
  readonly at: Date;
  readonly column: MadeColumn;
}

interface MadeColumnDocument extends Omit<MadeColumn, 'activity' | 'lineItemUrl'> {
  _id: string;
  activity: string;
  /** Null while it is being made. */
  lineItemUrl: string | null;
  /** Until then somebody makes it. */
  claimedUntil: Date;
  pending: { id: string; at: Date }[];
}

const madeColumnSchema = new Schema<MadeColumnDocument>(
  {
    _id: String,
    platformId: String,
    courseId: String,
    cohortId: String,
    activity: String,
    lineItemUrl: String,
    claimedUntil: Date,
    pending: [{ _id: false, id: String, at: Date }],
  },
  { versionKey: false, collection: 'lti_columns' },
);

export const madeColumnIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_columns',
    indexes: [
      { name: 'cohort', key: { cohortId: 1 } },
      { name: 'pending', key: { 'pending.id': 1 } },
    ],
  },
];

export type ColumnPlace = Omit<MadeColumn, 'lineItemUrl'>;

export interface MadeColumnRecords {
  listMade(cohortId: CohortId): Promise<MadeColumn[]>;
  /** False if the column is there, or somebody else is making it. */
  claim(place: ColumnPlace, now: Date, until: Date): Promise<boolean>;
  /** Gives a claim back: the column could not be made. */
  release(place: ColumnPlace): Promise<void>;
  /** Keeps the column's address and that results are due to it, in one write. */
  keep(place: ColumnPlace, lineItemUrl: string, at: Date): Promise<void>;
  listPending(limit: number): Promise<PendingMadeColumn[]>;
  removePending(column: MadeColumn, pendingId: string): Promise<void>;
}

export function madeColumnRecords(connection: Connection): MadeColumnRecords {
  const columns = connection.model<MadeColumnDocument>('LtiColumn', madeColumnSchema);
  return {
    async listMade(cohortId) {
      const documents = await columns.find({ cohortId, lineItemUrl: { $ne: null } }).lean();
      return documents.flatMap((document) => toColumn(document) ?? []);
    },
    async claim(place, now, until) {
      const _id = idOf(place);
      const { activity, ...rest } = place;
      try {
        const facts = { ...rest, activity: formatActivityRef(activity), lineItemUrl: null, pending: [] };
        await columns.create({ _id, ...facts, claimedUntil: until });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const { matchedCount } = await columns.updateOne(
        { _id, lineItemUrl: null, claimedUntil: { $lte: now } },
        { $set: { claimedUntil: until } },
      );
      return matchedCount === 1;
    },
    async release(place) {
      await columns.updateOne({ _id: idOf(place) }, { $set: { claimedUntil: new Date(0) } });
    },
    async keep(place, lineItemUrl, at) {
      await columns.updateOne(
        { _id: idOf(place) },
        { $set: { lineItemUrl }, $push: { pending: { id: newId(), at } } },
      );
    },
    async listPending(limit) {
      const documents = await columns
        .find({ 'pending.id': { $gt: '' } })
        .limit(limit)
        .lean();
      return documents.flatMap((document) => {
        const column = toColumn(document);
        return column ? document.pending.map(({ id, at }) => ({ id, at, column })) : [];
      });
    },
    async removePending(column, pendingId) {
      await columns.updateOne({ _id: idOf(column) }, { $pull: { pending: { id: pendingId } } });
    },
  };
}

function idOf({ courseId, activity }: Pick<ColumnPlace, 'courseId' | 'activity'>): string {
  return `${courseId} ${formatActivityRef(activity)}`;
}

function toColumn(document: MadeColumnDocument): MadeColumn | null {
  const { platformId, courseId, cohortId, lineItemUrl } = document;
  const activity = parseActivityRef(document.activity);
  if (!activity || lineItemUrl === null) return null;
  return { platformId: asId(platformId), courseId, cohortId: asId(cohortId), activity, lineItemUrl };
}
