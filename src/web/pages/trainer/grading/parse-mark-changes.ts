import { z } from 'zod';
import type { Anchor, CommentId, Level, MarkChange } from '../../../../assessment/index.ts';
import { asId } from '../../../../shared/index.ts';
import { MalformedRequest } from '../../../errors/web-errors.ts';

const text = z.string();
const level = z.union([
  z.literal('').transform(() => null),
  z
    .string()
    .regex(/^[0-4]$/)
    .transform((digit) => Number(digit) as Level),
]);
const decision = z.union([z.literal('').transform(() => null), z.enum(['pass', 'revise', 'fail'])]);
const id = z.string().min(1).max(200).nullable();
const offset = z.number().int().min(0).max(1_000_000);

const anchor = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('passage'), fieldId: z.string().min(1).max(200), rowId: id, innerId: id },
    ...{ start: offset, end: offset, quote: z.string().max(2_000) },
  }),
  z.object({
    kind: z.literal('file'),
    fileId: z
      .string()
      .min(1)
      .max(200)
      .transform((value) => asId<'file'>(value)),
    page: z.number().int().min(1).max(9_999).nullable(),
  }),
]);

const anchorField = z.union([
  z.literal('').transform(() => null),
  z
    .string()
    .max(10_000)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'no JSON' });
        return z.NEVER;
      }
    })
    .pipe(anchor),
]);

const comment = z.object({
  criterion: z.union([z.literal('').transform(() => null), z.string().max(200)]).default(null),
  anchor: anchorField.default(null),
});

/** What a form says about a mark: every field that it names, and nothing of the others. @throws MalformedRequest */
export function parseMarkChanges(body: unknown): MarkChange[] {
  const form = z.record(z.string(), z.unknown()).parse(body ?? {});
  return Object.entries(form).flatMap(([name, value]) => {
    const change = changeOf(name, value, form);
    return change ? [change] : [];
  });
}

/** @throws MalformedRequest */
export function parseAnchor(value: string): Anchor | null {
  return parsed(anchorField, value);
}

function changeOf(name: string, value: unknown, form: Record<string, unknown>): MarkChange | null {
  const [kind = '', first = '', second = ''] = name.split('.');
  switch (kind) {
    case 'level':
      return { kind: 'level', criterionId: first, level: parsed(level, value) };
    case 'person':
      return {
        kind: 'person-level',
        ...{ enrolmentId: asId<'enrolment'>(first), criterionId: second, level: parsed(level, value) },
      };
    case 'overall':
    case 'todo':
    case 'reason':
      return { kind, text: sameLineEnds(parsed(text, value)) };
    case 'decision':
      return { kind, decision: parsed(decision, value) };
    case 'comment':
      return second === 'text' ? commentChange(asId<'comment'>(first), value, form) : null;
    default:
      return null;
  }
}

function commentChange(commentId: CommentId, value: unknown, form: Record<string, unknown>): MarkChange {
  if (!/^[\w-]{10,60}$/.test(commentId)) throw new MalformedRequest(new Error('No id of a comment'));
  const { criterion, anchor: place } = parsed(comment, {
    criterion: form[`comment.${commentId}.criterion`],
    anchor: form[`comment.${commentId}.anchor`],
  });
  return {
    ...{ kind: 'comment', id: commentId, criterionId: criterion, anchor: place },
    text: sameLineEnds(parsed(text, value)),
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error) throw new MalformedRequest(error);
  return data as z.output<Schema>;
}

/** Forms send CRLF, scripts LF. */
function sameLineEnds(value: string): string {
  return value.replaceAll('\r\n', '\n');
}
