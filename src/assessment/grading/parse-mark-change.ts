import { z } from 'zod';
import { asId } from '../../shared/index.ts';
import { MarkMalformed } from '../errors.ts';
import type { MarkChange } from './grading-model.ts';

const id = z.string().regex(/^[\w.-]{1,120}$/);
const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.null()]);
const offset = z.number().int().min(0).max(10_000_000);
const quote = z.string().max(2_000);

const anchor = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('passage'),
      fieldId: id,
      rowId: id.nullable(),
      innerId: id.nullable(),
      start: offset,
      end: offset,
      quote,
    })
    .refine(({ start, end }) => start < end),
  z.object({ kind: z.literal('file'), fileId: id, page: z.number().int().min(1).max(10_000).nullable() }),
]);

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('level'), criterionId: id, level }),
  z.object({
    kind: z.literal('person-level'),
    enrolmentId: id.transform((text) => asId<'enrolment'>(text)),
    criterionId: id,
    level,
  }),
  z.object({ kind: z.enum(['overall', 'todo', 'reason']), text: z.string() }),
  z.object({ kind: z.literal('decision'), decision: z.enum(['pass', 'revise', 'fail']).nullable() }),
  z.object({
    kind: z.literal('comment'),
    id: id.transform((text) => asId<'comment'>(text)),
    criterionId: id.nullable(),
    anchor: anchor.nullable(),
    text: z.string(),
  }),
  z.object({ kind: z.literal('remove-comment'), id: id.transform((text) => asId<'comment'>(text)) }),
  z.object({ kind: z.literal('take-proposal') }),
]);

const changes = z.array(change).max(500);

/** Reads what a page sends to be stored: a list of changes. @throws MarkMalformed for anything else */
export function parseMarkChanges(sent: unknown): MarkChange[] {
  const parsed = changes.safeParse(sent);
  if (!parsed.success) throw new MarkMalformed('These are no changes of a mark');
  return parsed.data;
}
