import { z } from 'zod';

/** What every form of the grading screen carries beside the mark itself. */
const markPage = {
  token: z.string().max(2000),
  revision: z.coerce.number().int().min(0),
  cohort: z.string().max(100),
  placement: z.string().max(100),
  submission: z.string().max(200),
  queue: z.string().max(600).default(''),
};

/** The fields of the mark stay in the form for parse-mark-changes to read. */
export const saveMarkForm = z.object({
  ...markPage,
  /** Takes over what is proposed. */
  adopt: z.literal('yes').optional(),
  /** The comment that a button removes. */
  remove: z.string().max(100).optional(),
  newAbout: z.string().max(1000).default(''),
  newQuote: z.string().max(2000).default(''),
  newPage: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(9_999)])
    .default(null),
  newText: z.string().max(20_000).default(''),
});

export type SaveMarkForm = z.output<typeof saveMarkForm>;

export const finishMarkForm = saveMarkForm.extend({
  version: z.coerce.number().int().min(1),
  release: z.enum(['now', 'together', 'at', 'later']).default('later'),
  /** Of the cohort's time zone, as a field for day and time sends it. */
  releaseAt: z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)]).default(''),
  then: z.enum(['stay', 'next']).default('stay'),
  next: z.string().max(200).default(''),
});

export type FinishMarkForm = z.output<typeof finishMarkForm>;

const queue = z.string().max(600).default('');

export const claimForm = z.object({ queue, what: z.enum(['claim', 'take-over', 'give-back']) });

/** `reason` is for a release where the task asks for two markers and one has marked. */
export const releaseForm = z.object({
  queue,
  what: z.enum(['release', 'take-back', 'alone']),
  reason: z.string().trim().max(1000).default(''),
});

export type ReleaseForm = z.output<typeof releaseForm>;

export const reopenTaskForm = z.object({
  queue,
  what: z.enum(['reopen', 'again']),
  reason: z.string().trim().max(1000),
});

export const answerAuthorForm = z.object({ queue, text: z.string().trim().max(20_000) });

const bankText = z.string().trim().max(5_000);

/** `what`: keeps a new comment, or changes or removes the one with this id. */
export const bankForm = z.object({
  what: z.enum(['keep', 'change', 'remove', 'use']).default('keep'),
  id: z.string().max(100).default(''),
  text: bankText.default(''),
  scope: z.enum(['own', 'cohort']).default('own'),
  task: z.string().max(100).default(''),
  criterion: z.string().max(200).default(''),
});
