import { Schema, type Collection, type Connection, type Model } from 'mongoose';
import { asId, type AttemptId, type CollectionIndexes } from '../shared/index.ts';
import {
  isPreview,
  type Attempt,
  type AttemptFacts,
  type AttemptItem,
  type StoredAnswer,
  type StoredChange,
} from './attempt.ts';
import type { AttemptState, EndedBy } from './model.ts';
import type { AttemptScore } from './score-attempt.ts';

export interface AttemptDocument {
  _id: string;
  enrolmentId: string;
  personId: string;
  cohortId: string;
  quizId: string;
  number: number;
  items: AttemptItem[];
  seed: string;
  /** `pages`: page load → the last sequence number stored from it. */
  answers: Record<string, StoredAnswer & { pages: Record<string, number> }>;
  saves: number;
  state: AttemptState;
  endedBy: EndedBy | null;
  startedAt: Date;
  endsAt: Date | null;
  /** Missing where it started before quizzes could close: then `endsAt` is the limit's. */
  limitEndsAt?: Date | null;
  closesAt?: Date | null;
  submittedAt: Date | null;
  scoredAt: Date | null;
  lastActivityAt: Date;
  passMark: number;
  maxPoints: number;
  score: AttemptScore | null;
  grants: string[];
  changes: StoredChange[];
  corrections: string[];
  revision: number;
  pending: { id: string; at: Date }[];
  /** Only of previews. */
  expiresAt?: Date;
}

const { Mixed } = Schema.Types;

const fields = {
  _id: String,
  enrolmentId: String,
  personId: String,
  cohortId: String,
  quizId: String,
  number: Number,
  items: [Mixed],
  seed: String,
  answers: Mixed,
  saves: Number,
  state: String,
  endedBy: String,
  startedAt: Date,
  endsAt: Date,
  limitEndsAt: Date,
  closesAt: Date,
  submittedAt: Date,
  scoredAt: Date,
  lastActivityAt: Date,
  passMark: Number,
  maxPoints: Number,
  score: Mixed,
  grants: [String],
  changes: [Mixed],
  corrections: [String],
  revision: Number,
  pending: [Mixed],
  expiresAt: Date,
} as const;

const schemaFor = (collection: string): Schema<AttemptDocument> =>
  new Schema<AttemptDocument>(fields, { versionKey: false, minimize: false, collection });

const oneOfEachNumber = {
  name: 'enrolment_quiz_number',
  key: { enrolmentId: 1, quizId: 1, number: 1 },
  unique: true,
} as const;

export const attemptIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'attempts',
    indexes: [
      oneOfEachNumber,
      { name: 'cohort_quiz', key: { cohortId: 1, quizId: 1 } },
      { name: 'state_end', key: { state: 1, endsAt: 1 } },
      { name: 'pending', key: { 'pending.at': 1 } },
    ],
  },
  {
    collection: 'preview_attempts',
    indexes: [oneOfEachNumber, { name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  },
];

export interface AttemptModels {
  readonly counted: Model<AttemptDocument>;
  readonly previews: Model<AttemptDocument>;
  /** The one that holds this attempt. */
  readonly of: (id: AttemptId) => Model<AttemptDocument>;
  /** The same, past mongoose: for what people wait for most, as its casting is a fifth of the cost of a write. */
  readonly driverOf: (id: AttemptId) => Collection<AttemptDocument>;
}

export function attemptModels(connection: Connection): AttemptModels {
  const counted = connection.model<AttemptDocument>('Attempt', schemaFor('attempts'));
  const previews = connection.model<AttemptDocument>('PreviewAttempt', schemaFor('preview_attempts'));
  return {
    ...{ counted, previews },
    of: (id) => (isPreview(id) ? previews : counted),
    driverOf: (id) => connection.collection(isPreview(id) ? 'preview_attempts' : 'attempts'),
  };
}

/** Leaves out what only one attempt's page needs. */
export const withoutAnswers = { answers: 0, seed: 0, pending: 0 } as const;

export function toFacts(document: Omit<AttemptDocument, 'answers' | 'seed' | 'pending'>): AttemptFacts {
  const { _id, enrolmentId, personId, cohortId, quizId, number, items, state, endedBy } = document;
  const { startedAt, endsAt, submittedAt, scoredAt, lastActivityAt, passMark, maxPoints, score } = document;
  const { grants, changes, corrections, revision, limitEndsAt = endsAt, closesAt = null } = document;
  return {
    id: asId(_id),
    ...{ enrolmentId: asId(enrolmentId), personId: asId(personId), cohortId: asId(cohortId), quizId, number },
    ...{ items, state, endedBy, startedAt, endsAt, limitEndsAt, closesAt },
    ...{ submittedAt, scoredAt, lastActivityAt },
    ...{ passMark, maxPoints, score, grants, changes, corrections, revision },
  };
}

export function toAttempt(document: AttemptDocument): Attempt {
  return { ...toFacts(document), seed: document.seed, answers: document.answers, saves: document.saves };
}
