import { z } from 'zod';
import { hashOf } from '../files/hash.ts';
import type { Question } from '../model.ts';
import { line, slug } from '../schemas/parts.ts';

/** What a second reader answered without the key; kept beside the pool, in the order of reading. */
export const secondReaderFile = z.strictObject({
  readings: z.array(
    z.strictObject({
      question: slug,
      seen: line.meta({ description: 'hash of the question as it was read, with its key' }),
      given: line.meta({ description: 'what the reader answered' }),
      agrees: z.boolean().meta({ description: 'the answer is the key' }),
      reader: line.meta({ description: 'who read, in a few words' }),
      note: line.optional().meta({ description: 'what the reader stumbled over' }),
    }),
  ),
});
export type SecondReaderFile = z.infer<typeof secondReaderFile>;
export type Reading = SecondReaderFile['readings'][number];

const unseen = new Set([
  ...['version', 'outcomeId', 'lessonId', 'difficulty', 'explanationHtml', 'feedback', 'feedbackHtml'],
  ...['otherFeedbackHtml', 'commonWrongOrder', 'expectedWrong'],
]);

/** Changes when what a reader sees of a question changes, or what counts as right; not with its feedback. */
export function readingHash(question: Question): string {
  return hashOf(
    JSON.parse(JSON.stringify(question, (key, value: unknown) => (unseen.has(key) ? undefined : value))),
  );
}
