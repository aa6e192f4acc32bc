import { z } from 'zod';
import { queueShows, queueWhos, type QueueFilter } from '../../../assessment/index.ts';

const schema = z.object({
  who: z.enum(queueWhos).default('mine').catch('mine'),
  show: z.enum(queueShows).default('to-grade').catch('to-grade'),
  task: z.string().max(100).default('').catch(''),
  late: z.string().optional().catch(undefined),
  author: z.string().max(100).default('').catch(''),
});

/** The queue's filter as an address has it; what it does not say is as the queue opens: one's own works to grade. */
export function queueFilterOf(query: Readonly<Record<string, unknown>>): QueueFilter {
  const { who, show, task, late, author } = schema.parse(query);
  return { who, show, taskId: task || null, late: late === '1', text: author.trim() };
}

/** The filter as an address has it: `who=all&show=ready`; '' where the queue is as it opens. */
export function queueQuery({ who, show, taskId, late, text }: QueueFilter): string {
  return new URLSearchParams({
    ...(who === 'mine' ? {} : { who }),
    ...(show === 'to-grade' ? {} : { show }),
    ...(taskId === null ? {} : { task: taskId }),
    ...(late ? { late: '1' } : {}),
    ...(text === '' ? {} : { author: text }),
  }).toString();
}
