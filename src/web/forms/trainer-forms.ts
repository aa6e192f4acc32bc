import { z } from 'zod';

const reason = z.string().trim().max(1000);

/** One or several boxes of the same name. */
const several = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .pipe(z.array(z.string().max(100)).max(2000));

/** A number that may be left empty. */
const optionalNumber = z.union([z.literal('').transform(() => null), z.coerce.number().int()]).default(null);

export const grantForm = z.object({
  whom: z.enum(['chosen', 'everyone']),
  person: several,
  kind: z.enum(['extra-attempts', 'more-time', 'no-time-limit']),
  attempts: optionalNumber,
  minutes: optionalNumber,
  reason,
});

export const reopenForm = z.object({ minutes: optionalNumber, reason });

export const settingsForm = z.object({
  inOrder: z.literal('yes').optional(),
  columns: z.enum(['placed', 'per-activity']),
});

/** A correction: first asked for to see whom it affects (`preview`), then confirmed. */
export const correctionForm = z.object({
  kind: z.enum(['rescore', 'accept', 'drop']),
  /** Options to accept. */
  accepted: several,
  /** Texts or numbers to accept, one a line. */
  acceptedTexts: z.string().max(5000).default(''),
  scoresMayFall: z.literal('yes').optional(),
  reason,
  step: z.enum(['preview', 'confirm']),
});

export const settleForm = z.object({ report: z.string().max(100) });
