import { Schema, type Connection } from 'mongoose';
import { asId, retryOnDuplicate, type CohortId } from '../shared/index.ts';

/** A group that takes the curriculum together. Settings change what trainees may do next and what the LMS shows. */
export interface Cohort {
  readonly id: CohortId;
  readonly title: string;
  readonly settings: CohortSettings;
}

export interface CohortSettings {
  /** Modules open one after the other. Off: nothing on the path is locked. */
  readonly inOrder: boolean;
  /**
   * `placed`: scores go to the columns of what is placed. `per-activity`: one column per quiz and task is made, too;
   * columns that were made once are filled from then on.
   */
  readonly columns: 'placed' | 'per-activity';
}

interface CohortDocument {
  _id: string;
  title: string;
  settings: CohortSettings;
  createdAt: Date;
}

const cohortSchema = new Schema<CohortDocument>(
  {
    _id: String,
    title: String,
    settings: { _id: false, type: { inOrder: Boolean, columns: String } },
    createdAt: Date,
  },
  { versionKey: false, collection: 'cohorts' },
);

const initialSettings: CohortSettings = { inOrder: false, columns: 'placed' };

export interface CohortRecords {
  /** Makes the cohort where it is new and gives it the title that the course has now. */
  ensureCohort(id: CohortId, title: string, at: Date): Promise<Cohort>;
  findCohort(id: CohortId): Promise<Cohort | null>;
  listCohorts(): Promise<Cohort[]>;
  setSettings(id: CohortId, settings: CohortSettings): Promise<void>;
}

export function cohortRecords(connection: Connection): CohortRecords {
  const cohorts = connection.model('Cohort', cohortSchema);
  return {
    async ensureCohort(id, title, at) {
      const document = await retryOnDuplicate(() =>
        cohorts
          .findOneAndUpdate(
            { _id: id },
            { $set: { title }, $setOnInsert: { settings: initialSettings, createdAt: at } },
            { upsert: true, returnDocument: 'after', lean: true },
          )
          .orFail(),
      );
      return toCohort(document);
    },
    async findCohort(id) {
      const document = await cohorts.findById(id).lean();
      return document && toCohort(document);
    },
    listCohorts: async () => (await cohorts.find().lean()).map(toCohort),
    async setSettings(id, settings) {
      await cohorts.updateOne({ _id: id }, { $set: { settings } });
    },
  };
}

function toCohort({ _id, title, settings }: CohortDocument): Cohort {
  return { id: asId(_id), title, settings };
}
