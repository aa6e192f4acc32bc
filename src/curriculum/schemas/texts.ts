/** The files of one language, beside the structure; their keys are the structure's ids. */
import { z } from 'zod';
import { inlineMarkdown, line, markdown, slug } from './parts.ts';

export const curriculumText = z.strictObject({
  title: line,
  summary: line,
  labels: z.strictObject({
    case: line,
    activity: line,
    check: line,
    answer: line,
    example: line,
    variant: line,
    people: line,
  }),
});
export type CurriculumText = z.infer<typeof curriculumText>;
export type BlockLabels = CurriculumText['labels'];

export const competencesText = z.record(slug, line);
export const glossaryText = z.record(slug, z.strictObject({ term: line, definition: line }));
export type GlossaryText = z.infer<typeof glossaryText>;

export const moduleText = z.strictObject({
  title: line,
  summary: line,
  outcomes: z.record(slug, line),
  exchange: markdown.optional(),
});
export type ModuleText = z.infer<typeof moduleText>;

/** The front matter of lessons and documents. */
export const titleHead = z.strictObject({ title: line });

const questionBase = { case: markdown.optional(), prompt: markdown, explanation: markdown };
const choice = z.strictObject({ text: inlineMarkdown, feedback: inlineMarkdown });
const choices = z.record(slug, choice);
const expectedWrongWords = z.array(
  z.strictObject({ answers: z.array(line).min(1), feedback: inlineMarkdown }),
);
const options = z.strictObject({ ...questionBase, options: choices });

/** What the text of a question holds depends on its type, which stands in the structure. */
export const questionTexts = {
  'single-choice': options,
  'multiple-response': options,
  'true-false': z.strictObject({
    ...questionBase,
    feedback: z.strictObject({ true: inlineMarkdown, false: inlineMarkdown }),
  }),
  matching: z.strictObject({ ...questionBase, pairs: choices, targets: z.record(slug, inlineMarkdown) }),
  ordering: z.strictObject({
    ...questionBase,
    items: z.record(slug, inlineMarkdown),
    commonWrongOrder: inlineMarkdown.optional(),
  }),
  cloze: z.strictObject({ ...questionBase, text: inlineMarkdown, gaps: z.record(slug, choices) }),
  'short-text': z.strictObject({
    ...questionBase,
    accepted: z.array(line).min(1),
    expectedWrong: expectedWrongWords.default([]),
    other: inlineMarkdown,
  }),
  numeric: z.strictObject({
    ...questionBase,
    unit: line.optional(),
    expectedWrong: z.record(slug, inlineMarkdown).default({}),
    other: inlineMarkdown,
  }),
};

const quizTextHead = { title: line, introduction: markdown };

/** The questions are checked one by one, when their types are known. */
export const quizText = z.strictObject({ ...quizTextHead, questions: z.record(slug, z.unknown()) });
export type QuizText = z.infer<typeof quizText>;

/** For editors: any of the shapes. */
export const quizTextForEditors = z.strictObject({
  ...quizTextHead,
  questions: z.record(
    slug,
    z.union([
      options,
      questionTexts['true-false'],
      questionTexts.matching,
      questionTexts.ordering,
      questionTexts.cloze,
      questionTexts['short-text'],
      questionTexts.numeric,
    ]),
  ),
});

const simpleFieldText = z.strictObject({
  label: line,
  help: line.optional(),
  options: z.record(slug, line).optional(),
  steps: z.record(slug, line).optional(),
});
export type SimpleFieldText = z.infer<typeof simpleFieldText>;

const fieldText = simpleFieldText.extend({
  columns: z.record(slug, simpleFieldText).optional(),
  fields: z.record(slug, simpleFieldText).optional(),
});
export type FieldText = z.infer<typeof fieldText>;

export const taskText = z.strictObject({
  title: line,
  fields: z.record(slug, fieldText),
  criteria: z.record(
    slug,
    z.strictObject({ title: line, levels: z.strictObject({ 1: line, 2: line, 3: line, 4: line }) }),
  ),
  samples: z
    .record(slug, z.strictObject({ title: line, because: z.record(slug, line), comment: line }))
    .default({}),
});
export type TaskText = z.infer<typeof taskText>;
