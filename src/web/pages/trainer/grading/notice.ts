import type { Translate } from '../../../texts.ts';
import type { GradeNotice, GradeQuery } from './address.ts';

export interface NoticeModel {
  readonly text: string;
  readonly tone: 'ok' | 'attention';
  readonly icon: string;
}

const needsAttention: readonly GradeNotice[] = [
  'quote-not-found',
  'incomplete',
  'time-missing',
  'empty',
  'reason-missing',
];

/** The sentence that tells what was done just before. */
export function noticeModel({ notice, name = '' }: GradeQuery, t: Translate): NoticeModel | null {
  if (notice === undefined) return null;
  const attention = needsAttention.includes(notice);
  return {
    text: t(`grading:notice.${notice}`, { name }),
    tone: attention ? 'attention' : 'ok',
    icon: attention ? 'exclamation-triangle' : 'check2-circle',
  };
}
