import { z } from 'zod';
import { traineeNotices, trainerNotices } from '../../notices/index.ts';

const kind = z.enum([...traineeNotices, ...trainerNotices]);

/** The boxes that are ticked: what somebody wants to be told by mail. */
export const noticeForm = z.object({
  want: z.union([kind.transform((one) => [one]), z.array(kind)]).default([]),
});

export const noticeSettingsQuery = z.object({ saved: z.literal('1').optional().catch(undefined) });
