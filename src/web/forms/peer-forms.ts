import { z } from 'zod';
import { MalformedRequest } from '../errors/web-errors.ts';

/** What a button of the page of reviews asks for. */
export const peerActionForm = z.object({ do: z.enum(['begin', 'sample', 'clear']) });

export const usefulForm = z.object({
  usefulness: z.enum(['1', '2', '3', '4']).transform((value) => Number(value) as 1 | 2 | 3 | 4),
});

const text = z.string();
const typed = /^(level\.[a-z0-9-]+|comment\.[a-z0-9-]+|overall)$/;

/** A review as its page sends it; the fields of the rubric stay in the form for parseReviewChanges to read. */
export const reviewForm = z.object({
  token: z.string().max(1000),
  cohort: z.string().max(100),
  placement: z.string().max(100),
  task: z.string().max(100),
  review: z.string().max(100),
});

/**
 * What was typed, each field with what the page knew to be stored (`was.…`); line ends as they are stored. However long a
 * text is, it is never read as none: whether it is too long is for the rule to say. @throws MalformedRequest
 */
export function parseReviewChanges(
  body: unknown,
): { readonly field: string; readonly before: string; readonly value: string }[] {
  const form = z.record(z.string(), z.unknown()).parse(body);
  const valueOf = (name: string): string => {
    const value = text.safeParse(form[name] ?? '');
    if (!value.success) throw new MalformedRequest(value.error);
    return value.data.replaceAll('\r\n', '\n');
  };
  return Object.keys(form)
    .filter((name) => typed.test(name))
    .map((field) => ({ field, before: valueOf(`was.${field}`), value: valueOf(field) }));
}

export const moderationForm = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('hide'),
    review: z.string().max(100),
    reason: z.string().max(2000),
    counts: z.literal('1').optional(),
  }),
  z.object({ do: z.literal('show'), review: z.string().max(100) }),
]);

/** What an address says was done just before. */
export const peerNotices = z.object({
  done: z
    .enum(['review', 'practice', 'cleared', 'rated', 'none', 'hidden', 'shown', 'reason'])
    .optional()
    .catch(undefined),
  missing: z.literal('1').optional().catch(undefined),
});
