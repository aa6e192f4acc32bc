import { z } from 'zod';
import { MalformedRequest } from '../errors/web-errors.ts';
import { severalForm } from './queue-forms.ts';

/** A sheet that comes back: the file itself (`preview`), then what it says once more, with what is to count. */
export const sheetForm = z.object({
  step: z.enum(['preview', 'confirm']),
  /** What the file says. */
  sheet: z.string().default(''),
  /** Line → what the mark was at in the preview, as JSON. */
  stands: z.string().default('{}'),
  /** Lines that replace newer marks. */
  replace: severalForm,
  then: z.enum(['draft', 'finish']).default('draft'),
});

const standsSchema = z.record(z.string().regex(/^\d{1,6}$/), z.string().max(100));

/** @throws MalformedRequest */
export function standsOf(text: string): ReadonlyMap<number, string> {
  const parsed = standsSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new MalformedRequest(parsed.error);
  return new Map(Object.entries(parsed.data).map(([line, stand]) => [Number(line), stand]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedRequest(error);
  }
}
