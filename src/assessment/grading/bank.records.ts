import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, type CollectionIndexes, type EnrolmentId } from '../../shared/index.ts';
import type { BankComment, BankCommentId } from './bank-model.ts';

type BankDocument = Omit<BankComment, 'id'> & { readonly _id: string };

const { Mixed } = Schema.Types;

const schema = new Schema<BankDocument>(
  {
    ...{ _id: String, cohortId: String, owner: String, taskId: String, criterionId: String, text: String },
    ...{ by: Mixed, at: Date, usedAt: Date, uses: Number },
  },
  { versionKey: false, minimize: false, collection: 'comment_bank' },
);

export const bankIndexes: readonly CollectionIndexes[] = [
  { collection: 'comment_bank', indexes: [{ name: 'cohort_owner', key: { cohortId: 1, owner: 1 } }] },
];

/** Comments that are used again. Each function is one store operation. */
export interface BankRecords {
  /** The cohort's and this person's own. */
  list(cohortId: CohortId, owner: EnrolmentId): Promise<BankComment[]>;
  insert(comment: BankComment): Promise<void>;
  /** False where it is neither the cohort's nor this person's. */
  change(whose: BankPlace, text: string): Promise<boolean>;
  remove(whose: BankPlace): Promise<boolean>;
  noteUse(whose: BankPlace, now: Date): Promise<void>;
}

export interface BankPlace {
  readonly id: BankCommentId;
  readonly cohortId: CohortId;
  readonly owner: EnrolmentId;
}

export function bankRecords(connection: Connection): BankRecords {
  const bank = connection.model<BankDocument>('BankComment', schema);
  const ofPlace = ({ id, cohortId, owner }: BankPlace) => ({ _id: id, ...readable(cohortId, owner) });
  return {
    list: async (cohortId, owner) =>
      (await bank.find(readable(cohortId, owner)).lean<BankDocument[]>()).map(({ _id, ...rest }) => ({
        ...rest,
        id: asId(_id),
      })),
    async insert({ id, ...rest }) {
      await bank.create({ _id: id, ...rest });
    },
    async change(place, text) {
      const { matchedCount } = await bank.updateOne(ofPlace(place), { $set: { text } });
      return matchedCount === 1;
    },
    async remove(place) {
      return (await bank.deleteOne(ofPlace(place))).deletedCount === 1;
    },
    async noteUse(place, now) {
      await bank.updateOne(ofPlace(place), { $set: { usedAt: now }, $inc: { uses: 1 } });
    },
  };
}

/** Null as owner is the whole cohort. */
function readable(cohortId: CohortId, owner: EnrolmentId) {
  return { cohortId, owner: { $in: [null, owner] } };
}
