import { z } from 'zod';
import type { Translate } from '../../texts.ts';
import type { NoticeModel } from './notice.ts';

const kinds = [
  'allocated',
  'nothing-allocated',
  'reminded',
  'nobody-reminded',
  'task-saved',
  'task-released',
  'none-released',
  'points-changed',
  'sheet-stored',
  'sheet-finished',
] as const;

/** What an address of the queue's pages says was done just before. */
export const queueNoticeQuery = z.object({
  done: z.enum(kinds).optional().catch(undefined),
  count: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
});

export type QueueNotice = z.output<typeof queueNoticeQuery>;

const needsAttention = new Set<string>(['nothing-allocated', 'nobody-reminded', 'none-released']);

export function queueNotice({ done, count = 0 }: QueueNotice, t: Translate): NoticeModel | null {
  if (done === undefined) return null;
  const isAttention = needsAttention.has(done);
  return {
    text: t(`queue:notice.${done}`, { count }),
    tone: isAttention ? 'attention' : 'ok',
    icon: isAttention ? 'exclamation-triangle' : 'check2-circle',
  };
}

/** An address with a query that says what was done. */
export function withQueueNotice(address: string, query: string, { done, count }: QueueNotice): string {
  const own = new URLSearchParams({
    ...(done === undefined ? {} : { done }),
    ...(count === undefined ? {} : { count: String(count) }),
  });
  return `${address}?${[query, own.toString()].filter((part) => part !== '').join('&')}`;
}
