import { z } from 'zod';

/** One or several boxes of the same name; none where nothing is ticked. */
export const severalForm = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .pipe(z.array(z.string().min(1).max(200)).max(2_000));
