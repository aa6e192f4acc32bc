import { Schema, type Connection } from 'mongoose';
import { type CohortId, type EnrolmentId, isDuplicateKey } from '../../shared/index.ts';
import type { Actor } from '../model.ts';

/** Whose works which trainer takes. */
export interface Allocation {
  /** Trainee → trainer, by enrolment. */
  readonly people: Readonly<Record<string, EnrolmentId>>;
  /** Who gave what to whom; oldest first. */
  readonly changes: readonly {
    readonly at: Date;
    readonly by: Actor;
    readonly people: Readonly<Record<string, EnrolmentId | null>>;
  }[];
  readonly revision: number;
}

type AllocationDocument = Allocation & { readonly _id: string };

const { Mixed } = Schema.Types;

const schema = new Schema<AllocationDocument>(
  { _id: String, people: Mixed, changes: Mixed, revision: Number },
  { versionKey: false, minimize: false, collection: 'queue_allocations' },
);

/** One document for each cohort. Each function is one store operation. */
export interface AllocationRecords {
  find(cohortId: CohortId): Promise<Allocation | null>;
  /** Stores what had `revision` when it was read (0: nothing). False if it has changed since. */
  replace(cohortId: CohortId, allocation: Allocation, revision: number): Promise<boolean>;
}

export function allocationRecords(connection: Connection): AllocationRecords {
  const allocations = connection.model<AllocationDocument>('QueueAllocation', schema);
  return {
    async find(cohortId) {
      const document = await allocations.findById(cohortId).lean<AllocationDocument>();
      return document && { people: document.people, changes: document.changes, revision: document.revision };
    },
    async replace(cohortId, { people, changes }, revision) {
      try {
        const { matchedCount, upsertedCount } = await allocations.replaceOne(
          { _id: cohortId, revision },
          { people, changes: [...changes], revision: revision + 1 },
          { upsert: revision === 0 },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
