import { Schema, type Connection } from 'mongoose';
import { asId, type CohortId, isDuplicateKey } from '../../shared/index.ts';
import type { CohortDates } from './model.ts';

type CohortDatesDocument = Omit<CohortDates, 'cohortId'> & { readonly _id: string };

const { Mixed } = Schema.Types;

const schema = new Schema<CohortDatesDocument>(
  {
    ...{ _id: String, timeZone: String, dayOne: String, lateRule: String, activities: Mixed },
    ...{ extensions: Mixed, changes: Mixed, revision: Number },
  },
  { versionKey: false, minimize: false, collection: 'cohort_dates' },
);

/** One document for each cohort that has dates. Each function is one store operation. */
export interface CohortDatesRecords {
  find(cohortId: CohortId): Promise<CohortDates | null>;
  /** Stores dates whose revision was `revisionBefore` (0: none were stored); false if it is another by now. */
  replace(dates: CohortDates, revisionBefore: number): Promise<boolean>;
}

export function cohortDatesRecords(connection: Connection): CohortDatesRecords {
  const stored = connection.model<CohortDatesDocument>('CohortDates', schema);
  return {
    async find(cohortId) {
      const document = await stored.findById(cohortId).lean<CohortDatesDocument>();
      return document && toDates(document);
    },
    async replace({ cohortId, ...rest }, revisionBefore) {
      const revision = revisionBefore + 1;
      if (revisionBefore > 0) {
        const { matchedCount } = await stored.replaceOne(
          { _id: cohortId, revision: revisionBefore },
          { ...rest, revision },
        );
        return matchedCount === 1;
      }
      try {
        await stored.create({ ...rest, _id: cohortId, revision });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

function toDates({ _id, ...rest }: CohortDatesDocument): CohortDates {
  return { ...rest, cohortId: asId(_id) };
}
