import { isDuplicateKey } from '../shared/index.ts';
import { Schema, type Connection } from 'mongoose';
import type { Question } from '../curriculum/index.ts';
import { keyOf, type AttemptItem } from './attempt.ts';

interface QuestionVersionDocument {
  /** `question@version`. */
  _id: string;
  question: Question;
  keptAt: Date;
}

const schema = new Schema<QuestionVersionDocument>(
  { _id: String, question: Schema.Types.Mixed, keptAt: Date },
  { versionKey: false, minimize: false, collection: 'question_versions' },
);

/** Every version of every question that was ever shown; never changed. Each function is one store operation. */
export interface QuestionVersionRecords {
  listKept(items: readonly AttemptItem[]): Promise<Set<string>>;
  keep(questions: readonly Question[], now: Date): Promise<void>;
  list(items: readonly AttemptItem[]): Promise<Question[]>;
}

export function questionVersionRecords(connection: Connection): QuestionVersionRecords {
  const versions = connection.model<QuestionVersionDocument>('QuestionVersion', schema);
  const among = (items: readonly AttemptItem[]) => ({ _id: { $in: items.map(keyOf) } });
  return {
    async listKept(items) {
      const kept = await versions.find(among(items), { _id: 1 }).lean();
      return new Set(kept.map(({ _id }) => _id));
    },
    async keep(questions, now) {
      const documents = questions.map((question) => ({
        _id: keyOf({ questionId: question.id, version: question.version }),
        question,
        keptAt: now,
      }));
      try {
        await versions.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    list: async (items) => (await versions.find(among(items)).lean()).map(({ question }) => question),
  };
}
