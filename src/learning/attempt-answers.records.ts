import type { AttemptId } from '../shared/index.ts';
import type { AttemptModels } from './attempt-document.records.ts';
import type { AttemptItem, StoredAnswer } from './attempt.ts';
import type { Answer, EndedBy } from './model.ts';
import type { AttemptScore } from './score-attempt.ts';

export interface AnswerToStore {
  readonly attemptId: AttemptId;
  readonly personId: string;
  readonly item: AttemptItem;
  readonly answer: Answer;
  readonly page: string;
  readonly sequence: number;
  readonly now: Date;
  /** Attempts that ended before this take no answer any more. */
  readonly endedBefore: Date;
}

export interface Ending {
  readonly endedBy: EndedBy;
  readonly submittedAt: Date;
  readonly now: Date;
  readonly score: AttemptScore;
  /** Ids of the corrections that the score respects. */
  readonly corrections: readonly string[];
  /** Null for a preview, of which nobody is told. */
  readonly pendingId: string | null;
}

export interface AnswerFunctions {
  /** What stood there before (null: nothing), or 'refused': closed, over, not theirs, not shown, or a late request. */
  storeAnswer(answer: AnswerToStore): Promise<StoredAnswer | null | 'refused'>;
  /** False if it is closed, or something was stored since `saves`. */
  end(id: AttemptId, saves: number, ending: Ending): Promise<boolean>;
}

export function answerFunctions({ of, driverOf }: AttemptModels): AnswerFunctions {
  return {
    async storeAnswer(given) {
      const { attemptId, item, now } = given;
      const path = `answers.${item.questionId}`;
      const { answer, page, sequence } = given;
      const before = await driverOf(attemptId).findOneAndUpdate(
        storable(given),
        {
          $set: {
            [`${path}.answer`]: answer,
            [`${path}.savedAt`]: now,
            [`${path}.page`]: page,
            [sequencePath(item.questionId, page)]: sequence,
            lastActivityAt: now,
          },
          $inc: { saves: 1 },
        },
        { returnDocument: 'before', projection: { [path]: 1 } },
      );
      return before ? (before.answers?.[item.questionId] ?? null) : 'refused';
    },
    async end(id, saves, { score, endedBy, submittedAt, now, corrections, pendingId }) {
      const { modifiedCount } = await of(id).updateOne(
        { _id: id, state: 'open', saves },
        {
          $set: {
            state: 'submitted',
            score,
            endedBy,
            submittedAt,
            scoredAt: now,
            corrections: [...corrections],
          },
          ...(endedBy === 'trainee' ? { $max: { lastActivityAt: now } } : {}),
          $inc: { revision: 1 },
          ...(pendingId === null ? {} : { $push: { pending: { id: pendingId, at: now } } }),
        },
      );
      return modifiedCount === 1;
    },
  };
}

/**
 * Open, in time, theirs, shows this very question, and no later request of the same page was stored. One with the same
 * number is: it came twice, or a page without scripts was gone back to and sent again with another answer.
 */
function storable({ attemptId, personId, item, page, sequence, endedBefore }: AnswerToStore) {
  const stored = sequencePath(item.questionId, page);
  return {
    _id: attemptId,
    personId,
    state: 'open' as const,
    items: { $elemMatch: { questionId: item.questionId, version: item.version } },
    $and: [
      { $or: [{ endsAt: null }, { endsAt: { $gte: endedBefore } }] },
      { $or: [{ [stored]: { $exists: false } }, { [stored]: { $lte: sequence } }] },
    ],
  };
}

/** With a prefix, so that no page's name is a number or a word that means something to JavaScript. */
function sequencePath(questionId: string, page: string): string {
  return `answers.${questionId}.pages.p-${page}`;
}
