import { Schema, type Connection } from 'mongoose';
import type { CollectionIndexes } from '../../shared/index.ts';
import type { ServiceFailure } from './platform-errors.ts';

/** How reading a course's roster went last, and when it is due again. */
export interface RosterState {
  readonly courseId: string;
  /** When it was last read completely; null if never. */
  readonly readAt: Date | null;
  readonly members: number;
  /** Who was active in it. */
  readonly subjects: readonly string[];
  readonly dueAt: Date;
  /** Why the last try failed; null if it went well. */
  readonly failure: (ServiceFailure & { readonly at: Date }) | null;
}

interface RosterDocument extends Omit<RosterState, 'courseId' | 'subjects'> {
  _id: string;
  subjects: string[];
  leaseUntil: Date;
}

const failureSchema = new Schema({ kind: String, status: Number, at: Date }, { _id: false });

const rosterSchema = new Schema<RosterDocument>(
  {
    _id: String,
    readAt: Date,
    members: Number,
    subjects: [String],
    dueAt: Date,
    failure: failureSchema,
    leaseUntil: Date,
  },
  { versionKey: false, collection: 'lti_rosters' },
);

export const rosterIndexes: readonly CollectionIndexes[] = [
  { collection: 'lti_rosters', indexes: [{ name: 'due', key: { dueAt: 1 } }] },
];

export interface RosterRecords {
  /** Makes the course's roster due now if it is not known yet; returns whether it was unknown. */
  begin(courseId: string, now: Date): Promise<boolean>;
  /** Leases a certain roster; null if somebody reads it now. */
  claim(courseId: string, now: Date, until: Date): Promise<RosterState | null>;
  claimDue(now: Date, until: Date): Promise<RosterState | null>;
  settle(state: RosterState): Promise<void>;
  find(courseId: string): Promise<RosterState | null>;
}

const unread = { readAt: null, members: 0, subjects: [], failure: null };

export function rosterRecords(connection: Connection): RosterRecords {
  const rosters = connection.model<RosterDocument>('LtiRoster', rosterSchema);
  const lease = async (filter: object, now: Date, until: Date): Promise<RosterState | null> => {
    const document = await rosters.findOneAndUpdate(
      { ...filter, leaseUntil: { $lte: now } },
      { $set: { leaseUntil: until } },
      { sort: { dueAt: 1 }, returnDocument: 'after', lean: true },
    );
    return document && toState(document);
  };
  return {
    async begin(courseId, now) {
      const { upsertedCount } = await rosters.updateOne(
        { _id: courseId },
        { $setOnInsert: { ...unread, dueAt: now, leaseUntil: new Date(0) } },
        { upsert: true },
      );
      return upsertedCount === 1;
    },
    claim: (courseId, now, until) => lease({ _id: courseId }, now, until),
    claimDue: (now, until) => lease({ dueAt: { $lte: now } }, now, until),
    async settle({ courseId, subjects, ...state }) {
      await rosters.updateOne(
        { _id: courseId },
        { $set: { ...state, subjects: [...subjects], leaseUntil: new Date(0) } },
      );
    },
    async find(courseId) {
      const document = await rosters.findById(courseId).lean();
      return document && toState(document);
    },
  };
}

function toState({ _id, readAt, members, subjects, dueAt, failure }: RosterDocument): RosterState {
  return { courseId: _id, readAt, members, subjects, dueAt, failure };
}
