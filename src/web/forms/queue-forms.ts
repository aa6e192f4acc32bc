import { z } from 'zod';

/** One or several boxes of the same name; none where nothing is ticked. */
export const severalForm = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .pipe(z.array(z.string().min(1).max(200)).max(2_000));

export const taskSettingsForm = z.object({
  namesHidden: z.literal('yes').optional(),
  releaseMode: z.enum(['now', 'together']),
});

/** Points as typed; whether they fit is for the rule to say. */
const points = z.string().trim().max(10);

/** Other points for levels: first asked for to see whom they affect (`preview`), then confirmed. */
export const levelPointsForm = z.object({
  ...{ level1: points, level2: points, level3: points, level4: points },
  reason: z.string().trim().max(1000),
  step: z.enum(['preview', 'confirm']),
});

/** Who grades what: works, or trainees with everything that they will hand in. */
export const allocateForm = z.object({
  what: z.enum(['works', 'trainees']),
  work: severalForm,
  /** `everyone`, `ticked`, `language:de`, `course:…` */
  group: z.string().max(300).default('everyone'),
  person: severalForm,
  how: z.enum(['one', 'evenly', 'nobody']),
  trainer: z.string().max(100).default(''),
  trainers: severalForm,
  from: z.string().max(600).default(''),
});
