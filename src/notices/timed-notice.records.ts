import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes, isDuplicateKey } from '../shared/index.ts';
import type { TimedNotice } from './model.ts';

interface TimedNoticeDocument extends Omit<TimedNotice, 'key' | 'cohortId' | 'enrolmentId'> {
  readonly _id: string;
  readonly cohortId: string;
  readonly enrolmentId: string;
  readonly state: 'pending' | 'relayed';
}

const schema = new Schema<TimedNoticeDocument>(
  {
    ...{ _id: String, kind: String, cohortId: String, enrolmentId: String, taskId: String },
    ...{ at: Date, expiresAt: Date, state: String },
  },
  { versionKey: false, collection: 'timed_notices' },
);

export const timedNoticeIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'timed_notices',
    indexes: [
      { name: 'state', key: { state: 1, at: 1 } },
      { name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
];

/** Notices that come at their time; each key once. Each function is one store operation. */
export interface TimedNoticeRecords {
  /** Which of these keys there are already. */
  listKnown(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** A key that another process has added at the same moment is left as it is. */
  add(notices: readonly TimedNotice[]): Promise<void>;
  listPending(limit: number): Promise<TimedNotice[]>;
  markRelayed(key: string): Promise<void>;
}

export function timedNoticeRecords(connection: Connection): TimedNoticeRecords {
  const notices = connection.model<TimedNoticeDocument>('TimedNotice', schema);
  return {
    async listKnown(keys) {
      const known = await notices.find({ _id: { $in: [...keys] } }, { _id: 1 }).lean();
      return new Set(known.map(({ _id }) => _id));
    },
    async add(added) {
      const documents = added.map(({ key, ...rest }) => ({ _id: key, ...rest, state: 'pending' as const }));
      try {
        await notices.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    listPending: async (limit) =>
      (await notices.find({ state: 'pending' }).sort({ at: 1 }).limit(limit).lean()).map(toNotice),
    async markRelayed(key) {
      await notices.updateOne({ _id: key }, { $set: { state: 'relayed' } });
    },
  };
}

function toNotice({
  _id,
  kind,
  cohortId,
  enrolmentId,
  taskId,
  at,
  expiresAt,
}: TimedNoticeDocument): TimedNotice {
  const whose = { cohortId: asId<'cohort'>(cohortId), enrolmentId: asId<'enrolment'>(enrolmentId) };
  return { key: _id, kind, ...whose, taskId, at, expiresAt };
}
