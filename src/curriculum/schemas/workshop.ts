/** The plan of a workshop: its structure and its texts. */
import { z } from 'zod';
import { line, markdown, positive, slug } from './parts.ts';

const minutes = z.int().min(1);

/** What a stretch of time counts for, so that the hours of the certificate are not counted twice. */
const covered = z.union([
  z.strictObject({ lesson: slug, part: z.enum(['reading', 'practice', 'community']), minutes }),
  z.strictObject({ exchange: slug.meta({ description: 'the module' }), minutes }),
  z.strictObject({ quiz: slug, minutes }),
  z.strictObject({ task: slug, minutes }),
  z.strictObject({ revision: slug.meta({ description: 'the module' }), minutes }),
]);
export type CoveredEntry = z.infer<typeof covered>;

const item = z.discriminatedUnion('kind', [
  z.strictObject({
    id: slug,
    kind: z.literal('contact'),
    minutes,
    grouping: slug.optional(),
    materials: z.array(slug).default([]),
    covers: z.array(covered).min(1),
  }),
  z.strictObject({ id: slug, kind: z.literal('break'), minutes }),
]);
export type WorkshopItemEntry = z.infer<typeof item>;

const day = z.strictObject({
  id: slug,
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 09:00'),
  items: z.array(item).min(1),
});
export type WorkshopDayEntry = z.infer<typeof day>;

export const workshopFile = z.strictObject({
  hours: positive.meta({ description: 'with the trainers, over all days, without breaks' }),
  days: z.array(day).min(1),
});
export type WorkshopFile = z.infer<typeof workshopFile>;

export const workshopText = z.strictObject({
  title: line,
  introduction: markdown,
  preparation: markdown,
  followUp: markdown,
  days: z.record(slug, z.strictObject({ title: line, aim: line })),
  items: z.record(
    slug,
    z.strictObject({ title: line, text: markdown.optional(), online: markdown.optional() }),
  ),
  groupings: z.record(slug, line),
  materials: z.record(slug, line),
});
export type WorkshopText = z.infer<typeof workshopText>;
