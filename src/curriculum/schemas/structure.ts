/** The files that are the same in every language: ids, hours, order, points, rules. */
import { z } from 'zod';
import { count, line, positive, share, slug } from './parts.ts';

const range = (min: number, max: number) => z.strictObject({ min: count, max: count }).default({ min, max });

/** Thresholds of the checker; what is left out has the default. */
export const checkSettings = z.strictObject({
  lessonWords: range(900, 1500),
  meanSentenceWords: positive.default(18),
  longSentenceWords: positive.default(40),
  fleschKincaid: positive.default(11),
  feedbackWords: count.default(8),
  poolQuestions: count.default(24),
  poolPerDraw: positive.default(3),
  attemptQuestions: count.default(8),
  questionTypes: count.default(4),
  caseShare: share.default(0.5),
  options: count.default(3),
  expectedWrongAnswers: count.default(2),
  givenAwayByLength: positive
    .default(1.5)
    .meta({ description: 'right option ÷ longest wrong option, in letters' }),
  outcomes: range(3, 5),
  lessons: range(4, 6),
  criteria: count.default(4),
  gradingMinutes: count.default(15),
  samples: count.default(2).meta({ description: 'sample gradings of each task' }),
  exchangeMinutes: range(45, 60),
  workshop: z
    .strictObject({ days: count, dayMinutes: count })
    .default({ days: 5, dayMinutes: 360 })
    .meta({ description: 'days, and minutes with the trainers on each, without breaks' }),
});
export type CheckSettings = z.infer<typeof checkSettings>;

export const curriculumFile = z.strictObject({
  id: slug,
  sourceLanguage: z.string().regex(/^[a-z]{2}$/),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  hours: positive,
  modules: z.array(z.string().regex(/^\d\d-[a-z0-9-]+$/, 'name the folder: 01-what-it-is')).min(1),
  documents: z.array(slug).default([]).meta({ description: 'sheets to print: en/documents/<id>.md' }),
  certificate: z.strictObject({
    lessons: z.literal('all'),
    quizPassMark: share,
    criterionLevel: z.int().min(1).max(4),
    attendanceShare: share,
  }),
  levelPoints: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  checks: checkSettings.prefault({}),
});
export type CurriculumFile = z.infer<typeof curriculumFile>;

export const competencesFile = z.strictObject({
  frameworks: z.array(z.strictObject({ id: slug, name: line, source: slug })),
  competences: z.array(z.strictObject({ id: slug, framework: slug, code: line.optional() })),
});
export type CompetencesFile = z.infer<typeof competencesFile>;

export const sourcesFile = z.record(
  slug,
  z.strictObject({
    author: line,
    year: z.union([z.int(), line]),
    title: line,
    publisher: line.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    consulted: z
      .enum(['whole', 'part', 'summary'])
      .meta({ description: 'how the work was read: whole, in part, or only a reliable summary of it' }),
  }),
);
export type SourcesFile = z.infer<typeof sourcesFile>;

const outcome = z.strictObject({
  id: slug,
  assessedBy: z.array(z.enum(['quiz', 'task'])).min(1),
  competences: z.array(slug),
});

const lesson = z.strictObject({
  id: slug,
  minutes: z.strictObject({ reading: count, practice: count, community: count }),
  outcomes: z.array(slug).min(1),
  keyTerms: z.array(slug).default([]),
  sources: z.array(slug).default([]),
});

const moduleBase = { id: slug, hours: positive, outcomes: z.array(outcome).min(1) };

export const moduleFile = z.discriminatedUnion('state', [
  z.strictObject({ ...moduleBase, state: z.literal('outline') }),
  z.strictObject({
    ...moduleBase,
    state: z.literal('complete'),
    revisionHours: z.number().min(0),
    exchange: z.strictObject({ minutes: count }),
    lessons: z.array(lesson).min(1),
  }),
]);
export type ModuleFile = z.infer<typeof moduleFile>;
export type LessonEntry = z.infer<typeof lesson>;

const questionBase = {
  id: slug,
  outcome: slug,
  lesson: slug,
  difficulty: z.enum(['easy', 'medium', 'hard']),
};
const ids = z.array(slug).min(2);

const question = z.discriminatedUnion('type', [
  z.strictObject({ ...questionBase, type: z.literal('single-choice'), options: ids, correct: slug }),
  z.strictObject({
    ...questionBase,
    type: z.literal('multiple-response'),
    options: ids,
    correct: z.array(slug).min(1),
  }),
  z.strictObject({ ...questionBase, type: z.literal('true-false'), answer: z.boolean() }),
  z.strictObject({ ...questionBase, type: z.literal('matching'), pairs: z.record(slug, slug), targets: ids }),
  z.strictObject({
    ...questionBase,
    type: z.literal('ordering'),
    items: ids,
    commonWrongOrder: ids.optional(),
  }),
  z.strictObject({
    ...questionBase,
    type: z.literal('cloze'),
    gaps: z.record(slug, z.strictObject({ options: ids, correct: slug })),
  }),
  z.strictObject({ ...questionBase, type: z.literal('short-text') }),
  z.strictObject({
    ...questionBase,
    type: z.literal('numeric'),
    answer: z.number(),
    tolerance: z.number().min(0).default(0),
    expectedWrong: z
      .array(z.strictObject({ id: slug, answer: z.number(), tolerance: z.number().min(0).default(0) }))
      .default([]),
  }),
]);
export type QuestionEntry = z.infer<typeof question>;

export const quizFile = z.strictObject({
  id: slug,
  minutes: count,
  points: positive,
  passMark: share,
  attemptsAllowed: z.int().min(1).nullable(),
  timeLimitMinutes: positive.nullable(),
  blueprint: z.record(slug, z.int().min(1)),
  questions: z.array(question),
});
export type QuizFile = z.infer<typeof quizFile>;

const fieldBase = { id: slug, required: z.boolean().default(true) };
const isoDate = z.iso.date();

const simpleField = z.discriminatedUnion('kind', [
  z.strictObject({ ...fieldBase, kind: z.literal('text'), maxLength: z.int().min(1) }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('long-text'),
    minWords: count.optional(),
    maxWords: count.optional(),
    fromLog: z
      .boolean()
      .default(false)
      .meta({ description: "offers the notes of the trainee's private log" }),
  }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('date'),
    earliest: isoDate.optional(),
    latest: isoDate.optional(),
  }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('choice'),
    options: ids,
    multiple: z.boolean().default(false),
  }),
  z.strictObject({ ...fieldBase, kind: z.literal('scale'), steps: ids }),
  z.strictObject({ ...fieldBase, kind: z.literal('link') }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('file'),
    accept: z.array(line).min(1),
    maxFiles: z.int().min(1),
    maxMegabytes: positive,
  }),
]);
export type SimpleFieldEntry = z.infer<typeof simpleField>;

const entries = { minEntries: count, maxEntries: z.int().min(1), fields: z.array(simpleField).min(1) };

const field = z.discriminatedUnion('kind', [
  ...simpleField.options,
  z.strictObject({
    ...fieldBase,
    kind: z.literal('table'),
    columns: z.array(simpleField).min(1),
    minRows: count,
    maxRows: z.int().min(1),
  }),
  z.strictObject({ ...fieldBase, ...entries, kind: z.literal('repeated-group') }),
  z.strictObject({ ...fieldBase, ...entries, kind: z.literal('dated-entries'), daysApart: count }),
]);
export type FieldEntry = z.infer<typeof field>;

const level = z.int().min(1).max(4);

export const taskFile = z.strictObject({
  id: slug,
  points: positive,
  hours: positive,
  words: z.strictObject({ min: count, max: count }),
  gradingMinutes: count,
  opensWith: slug
    .optional()
    .meta({ description: 'an earlier module with which work on this task begins; left out = its own' }),
  markers: z
    .int()
    .min(1)
    .max(2)
    .default(1)
    .meta({ description: '2: two trainers grade it without seeing the marks of the other' }),
  maxAuthors: z
    .int()
    .min(1)
    .max(3)
    .default(1)
    .meta({ description: '2 or 3: so many trainees may hand it in together' }),
  peerReview: z
    .strictObject({
      reviews: z.int().min(1).meta({ description: 'how many works of others each trainee reviews' }),
      withinDays: z
        .int()
        .min(1)
        .meta({ description: 'days after hand-in at which a work goes out at the latest' }),
      sample: slug.meta({ description: 'the sample work that is graded before the first review' }),
    })
    .optional(),
  fields: z.array(field).min(1),
  criteria: z.array(z.strictObject({ id: slug, outcome: slug, competences: z.array(slug).min(1) })),
  samples: z
    .array(z.strictObject({ id: slug, levels: z.record(slug, level) }))
    .default([])
    .meta({ description: 'sample works with the level of each criterion, to calibrate on' }),
});
export type TaskFile = z.infer<typeof taskFile>;
