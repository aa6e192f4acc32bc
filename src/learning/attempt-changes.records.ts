import { asId, type AttemptId, type CohortId } from '../shared/index.ts';
import type { AttemptModels } from './attempt-document.records.ts';
import type { Attempt, StoredChange } from './attempt.ts';
import type { PendingResult } from './model.ts';
import type { AttemptScore } from './score-attempt.ts';

/** What a correction does to one attempt. */
export interface CorrectionOutcome {
  readonly correctionId: string;
  /** Null: the score stays as it is. */
  readonly rescored: {
    readonly score: AttemptScore;
    readonly change: StoredChange;
    readonly pendingId: string;
    readonly now: Date;
  } | null;
}

/** When an attempt ends from now on. */
export type Ends = Pick<Attempt, 'endsAt' | 'limitEndsAt' | 'closesAt'>;

/** When an attempt ends from now on, and why. */
export interface NewEnd {
  readonly ends: Ends;
  readonly change: StoredChange;
}

export interface ChangeFunctions {
  /** Makes every end that is being worked out look again. */
  disturbOpen(cohortId: CohortId, quizId: string): Promise<void>;
  /** False if the attempt has changed since `revision`. */
  correct(id: AttemptId, revision: number, outcome: CorrectionOutcome): Promise<boolean>;
  /** False if the attempt is closed or has changed since `revision`. */
  moveEnd(id: AttemptId, revision: number, to: NewEnd): Promise<boolean>;
  /** False if the attempt has changed since `revision`. */
  reopen(id: AttemptId, revision: number, to: NewEnd): Promise<boolean>;
  /** Without a word in the attempt itself: the dates of the cohort say why. False as for moveEnd. */
  moveClosing(id: AttemptId, revision: number, ends: Ends): Promise<boolean>;
  /** Changes of results that the outbox does not know, oldest first. */
  listPending(limit: number): Promise<PendingResult[]>;
  removePending(id: AttemptId, pendingId: string): Promise<void>;
}

export function changeFunctions({ counted }: AttemptModels): ChangeFunctions {
  return { ...correctionFunctions(counted), ...endFunctions(counted), ...pendingFunctions(counted) };
}

type Attempts = AttemptModels['counted'];

function correctionFunctions(counted: Attempts): Pick<ChangeFunctions, 'disturbOpen' | 'correct'> {
  return {
    async disturbOpen(cohortId, quizId) {
      await counted.updateMany({ cohortId, quizId, state: 'open' }, { $inc: { saves: 1 } });
    },
    async correct(id, revision, { correctionId, rescored }) {
      const { modifiedCount } = await counted.updateOne(
        { _id: id, state: 'submitted', revision },
        {
          $addToSet: { corrections: correctionId },
          $inc: { revision: 1 },
          ...(rescored && {
            $set: { score: rescored.score, scoredAt: rescored.now },
            $push: { changes: rescored.change, pending: { id: rescored.pendingId, at: rescored.now } },
          }),
        },
      );
      return modifiedCount === 1;
    },
  };
}

function endFunctions(counted: Attempts): Pick<ChangeFunctions, 'moveEnd' | 'moveClosing' | 'reopen'> {
  return {
    async moveEnd(id, revision, { ends, change }) {
      const { modifiedCount } = await counted.updateOne(
        { _id: id, state: 'open', revision },
        { $set: ends, $push: { changes: change }, $inc: { revision: 1, saves: 1 } },
      );
      return modifiedCount === 1;
    },
    async moveClosing(id, revision, ends) {
      const { modifiedCount } = await counted.updateOne(
        { _id: id, state: 'open', revision },
        { $set: ends, $inc: { revision: 1, saves: 1 } },
      );
      return modifiedCount === 1;
    },
    async reopen(id, revision, { ends, change }) {
      const { modifiedCount } = await counted.updateOne(
        { _id: id, state: 'submitted', revision },
        {
          $set: { state: 'open', ...ends, submittedAt: null, endedBy: null, score: null, scoredAt: null },
          $push: { changes: change },
          $inc: { revision: 1, saves: 1 },
        },
      );
      return modifiedCount === 1;
    },
  };
}

function pendingFunctions(counted: Attempts): Pick<ChangeFunctions, 'listPending' | 'removePending'> {
  return {
    async listPending(limit) {
      const documents = await counted
        .find({ 'pending.at': { $gt: new Date(0) } }, { enrolmentId: 1, cohortId: 1, quizId: 1, pending: 1 })
        .sort({ 'pending.at': 1 })
        .limit(limit)
        .lean();
      return documents.flatMap(({ _id, enrolmentId, cohortId, quizId, pending }) =>
        pending.map(({ id, at }) => ({
          ...{ id, at, quizId, attemptId: asId<'attempt'>(_id) },
          ...{ enrolmentId: asId<'enrolment'>(enrolmentId), cohortId: asId<'cohort'>(cohortId) },
        })),
      );
    },
    async removePending(id, pendingId) {
      await counted.updateOne({ _id: id }, { $pull: { pending: { id: pendingId } } });
    },
  };
}
