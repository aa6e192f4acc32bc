import { z } from 'zod';
import type { ActivityRule, DayRule } from '../../cohorts/index.ts';

const seen = z.coerce.number().int().min(0);
const text = z.string().trim().max(100).default('');
const how = z.enum(['none', 'date', 'day']).default('none');
const several = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .pipe(z.array(z.string().max(200)).max(2000));

/** An empty field is no number: what is wrong with it is said beside the form. */
const count = text.transform((typed) => (typed === '' ? NaN : Number(typed)));

const frame = z.object({
  step: z.literal('frame'),
  seen,
  timeZone: text,
  dayOne: text,
  lateRule: z.enum(['accept', 'until-last']),
});

const one = z.object({
  step: z.literal('one'),
  seen,
  activity: z.string().max(200),
  ...{ opens: how, opensDate: text, opensDay: count },
  ...{ due: how, dueDate: text, dueDay: count },
  ...{ last: how, lastDate: text, lastDay: count },
});

const patternFields = {
  seen,
  weeks: count,
  opensWithModule: z.literal('yes').optional(),
  taskDays: count,
  lastDays: text,
};

/** What the page of a cohort's dates sends. A pattern is first asked for to see what it does, then confirmed. */
export const datesForm = z.discriminatedUnion('step', [
  frame,
  one,
  z.object({ step: z.literal('preview'), ...patternFields }),
  z.object({ step: z.literal('pattern'), ...patternFields }),
]);

export type DatesForm = z.output<typeof datesForm>;
export type OneForm = Extract<DatesForm, { step: 'one' }>;
export type FrameForm = Extract<DatesForm, { step: 'frame' }>;
export type PatternForm = Extract<DatesForm, { step: 'preview' | 'pattern' }>;

export const extensionForm = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('give'),
    whom: z.enum(['chosen', 'everyone']),
    person: several,
    what: z.enum(['chosen', 'all']),
    activity: several,
    kind: z.enum(['days', 'until']),
    days: count,
    date: text,
    reason: z.string().trim().max(1000),
  }),
  z.object({ step: z.literal('revoke'), extension: z.string().max(100) }),
]);

export type ExtensionForm = Extract<z.output<typeof extensionForm>, { step: 'give' }>;

export const datesQuery = z.object({
  saved: z.enum(['frame', 'one', 'pattern', 'extended', 'revoked']).optional().catch(undefined),
  edit: z.string().max(200).optional().catch(undefined),
});

export const extensionQuery = z.object({
  saved: datesQuery.shape.saved,
  person: z.string().max(100).optional().catch(undefined),
  activity: z.string().max(200).optional().catch(undefined),
});

/** What the form says of one quiz or task. */
export function ruleFrom(form: OneForm): ActivityRule {
  return {
    opens: dayRule(form.opens, form.opensDate, form.opensDay),
    due: dayRule(form.due, form.dueDate, form.dueDay),
    last: dayRule(form.last, form.lastDate, form.lastDay),
  };
}

function dayRule(kind: 'none' | 'date' | 'day', date: string, day: number): DayRule | null {
  if (kind === 'none') return null;
  return kind === 'date' ? { kind, date } : { kind, day };
}
