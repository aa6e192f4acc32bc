import { Schema, type Connection } from 'mongoose';
import type { EnrolmentId } from '../../shared/index.ts';

/** When a trainer looked at the queue: `lastAt` just now, `since` at the end of the sitting before. */
export interface Visit {
  readonly lastAt: Date;
  /** Null in the very first sitting. */
  readonly since: Date | null;
}

interface VisitDocument {
  /** The enrolment. */
  _id: string;
  lastAt: Date;
  since: Date | null;
}

const schema = new Schema<VisitDocument>(
  { _id: String, lastAt: Date, since: Date },
  { versionKey: false, collection: 'trainer_visits' },
);

/** Each function is one store operation. */
export interface VisitRecords {
  find(enrolmentId: EnrolmentId): Promise<Visit | null>;
  store(enrolmentId: EnrolmentId, visit: Visit): Promise<void>;
}

export function visitRecords(connection: Connection): VisitRecords {
  const visits = connection.model<VisitDocument>('TrainerVisit', schema);
  return {
    async find(enrolmentId) {
      const document = await visits.findById(enrolmentId).lean<VisitDocument>();
      return document && { lastAt: document.lastAt, since: document.since };
    },
    async store(enrolmentId, { lastAt, since }) {
      await visits.updateOne({ _id: enrolmentId }, { $set: { lastAt, since } }, { upsert: true });
    },
  };
}
