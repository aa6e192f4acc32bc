import { z } from 'zod';

/** What the address of the writing page says was done just before. */
export const writeNotices = z.object({
  saved: z.literal('1').optional(),
  /** The field that gets one empty row more. */
  add: z.string().max(100).optional(),
});

/**
 * What every form of the writing page says beside its fields. Those are named `f.<field>…` and read by the task; `r.<field>`
 * says that a field is in the form, and which revision its page showed.
 */
export const draftForm = z.object({
  token: z.string().max(2_000),
  task: z.string().max(100),
  cohort: z.string().max(100),
  placement: z.string().max(100),
  go: z.string().max(300).default('save'),
  /** A text to be shown as trainers will read it; nothing of it is stored. */
  preview: z.string().optional(),
  /** Which boxes "only for trainers" were ticked when the page was made; left out where it has none. */
  trainerOnlyBefore: z.string().max(5_000).optional(),
});

/** What the task's page says was done just before. */
export const taskNotices = z.object({
  done: z.enum(['withdrawn', 'sent', 'invited', 'retracted', 'joined', 'declined', 'left']).optional(),
});

/** What the page before handing in says. */
export const checkNotices = z.object({ changed: z.literal('1').optional() });

export const messageForm = z.object({ text: z.string().max(100_000) });

/** Who is invited, whose invitation is taken back, or that one leaves. */
export const authorsForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('invite'), person: z.string().max(100) }),
  z.object({ do: z.literal('retract'), person: z.string().max(100) }),
  z.object({ do: z.literal('leave') }),
]);

export const invitationForm = z.object({
  submission: z.string().max(200),
  answer: z.enum(['accept', 'decline']),
});
