import { z } from 'zod';

/** A form that has nothing to say but that it was sent. */
export const emptyForm = z.object({});

/** What the button of a quiz's page promised: to go on with this very attempt, or to start one. */
export const startForm = z.object({ goOn: z.string().max(100).optional() });

export const lessonMarkForm = z.object({ done: z.enum(['yes', 'no']) });

/** Where a question's page leads after its answer is stored: another question by number, or the review. */
const goField = z.union([z.literal('review'), z.coerce.number().int().min(1).max(999)]);

/**
 * One answer. The fields named `answer…` stay in the form for learning to read. A page without scripts sends no name of
 * its own and no sequence: each of its forms counts as a page of its own.
 */
export const saveAnswerForm = z.object({
  token: z.string().max(1000),
  question: z.string().max(200),
  version: z.string().max(200),
  number: z.coerce.number().int().min(1).max(999),
  page: z.union([z.literal(''), z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/)]).default(''),
  sequence: z.coerce.number().int().min(0).default(0),
  seenAt: z.union([z.literal('').transform(() => null), z.coerce.number().int()]),
  cohort: z.string().max(100),
  placement: z.string().max(100),
  go: goField.optional(),
  /** The answer is in words of the person's own. */
  typed: z.literal('1').optional(),
  /** Takes the choice back. */
  clear: z.literal('1').optional(),
});

/** A note of the private log. */
export const logNoteForm = z.object({
  token: z.string().max(1000),
  note: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,119}$/),
  lesson: z.union([z.literal('').transform(() => null), z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)]),
  revision: z.coerce.number().int().min(0),
  text: z.string(),
  from: z.enum(['log', 'lesson']).default('log'),
  cohort: z.string().max(100),
  placement: z.string().max(100),
});

/** What the log says was done just before. */
export const logNotices = z.object({
  removed: z.string().max(120).optional(),
  restored: z.literal('1').optional(),
  apart: z.literal('1').optional(),
  edit: z.string().max(120).optional(),
});

export const problemForm = z.object({
  text: z.string().max(20_000),
  from: z.enum(['question', 'result']),
});

/** What an address says was done just before, so that the page can say it in words. */
export const questionNotices = z.object({
  unclear: z.coerce.number().int().optional(),
  problem: z.enum(['sent', 'empty']).optional(),
});

export const resultNotices = z.object({
  problem: z.enum(['sent', 'empty']).optional(),
  question: z.coerce.number().int().optional(),
});
