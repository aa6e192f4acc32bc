import { z } from 'zod';
import type { LmsOutcome } from '../../deps.ts';
import type { Translate } from '../../texts.ts';

const kinds = [
  'granted',
  'reopened',
  'corrected',
  'resent',
  'not-resent',
  'settings',
  'settled',
  'roster',
  'columns',
  'nobody-chosen',
  'reason-missing',
] as const;

/** What an address says was done just before. */
export const noticeQuery = z.object({
  notice: z.enum(kinds).optional().catch(undefined),
  count: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
  failure: z.enum(['no-service', 'platform-silent', 'platform-refused']).optional().catch(undefined),
});

export type Notice = z.output<typeof noticeQuery>;

export interface NoticeModel {
  readonly text: string;
  readonly tone: 'ok' | 'attention';
  readonly icon: string;
}

const needsAttention = new Set<string>(['not-resent', 'nobody-chosen', 'reason-missing']);

/** The sentence that tells what was done, or why it was not. */
export function noticeModel({ notice, count = 0, failure }: Notice, t: Translate): NoticeModel | null {
  if (notice === undefined) return null;
  const attention = failure !== undefined || needsAttention.has(notice);
  return {
    text: failure === undefined ? t(`trainer:notice.${notice}`, { count }) : t(`trainer:failure.${failure}`),
    tone: attention ? 'attention' : 'ok',
    icon: attention ? 'exclamation-triangle' : 'check2-circle',
  };
}

/** The address of a page that tells what was done. */
export function withNotice(address: string, notice: Notice): string {
  const values = Object.entries(notice).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(values).toString()}`;
}

/** What became of a request to the LMS of each course: the sum, and the first failure where there is one. */
export function noticeOfOutcomes(notice: 'roster' | 'columns', outcomes: readonly LmsOutcome[]): Notice {
  const count = outcomes.reduce((sum, outcome) => sum + outcome.count, 0);
  const failure = outcomes.find((outcome) => outcome.failure !== null)?.failure ?? undefined;
  return { notice, count, failure: outcomes.length === 0 ? 'no-service' : failure };
}
