import { canWithdraw, type OwnSubmission } from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import type { OwnDates } from './own-dates.ts';

/** What proves that a version was handed in, and what happens next. */
export interface ReceiptModel {
  readonly contentLanguage: string;
  readonly title: string;
  readonly version: number;
  readonly at: Date;
  readonly byText: string;
  readonly wordsText: string;
  readonly isLate: boolean;
  /** To name it by, if anybody ever asks. */
  readonly number: string;
  readonly nextText: string;
  readonly withdrawHref: string | null;
  readonly versionHref: string;
  readonly taskHref: string;
  readonly homeHref: string;
  readonly peerReviews: { readonly count: number; readonly href: string } | null;
}

export interface ReceiptInput {
  readonly task: Task;
  readonly submission: OwnSubmission;
  readonly dates: OwnDates;
  readonly now: Date;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
}

/** Null where no version waits. */
export function receiptModel(input: ReceiptInput): ReceiptModel | null {
  const { task, submission, dates, now, where, t } = input;
  const head = submission.versions.find(({ number }) => number === submission.current);
  if (submission.state !== 'waiting' || !head) return null;
  const at = { ...where, task: task.id };
  const mayWithdraw = canWithdraw(submission, dates.dates.closesAt, now);
  return {
    ...{ contentLanguage: input.contentLanguage, title: task.title },
    ...{ version: head.number, at: head.submittedAt, isLate: head.late, number: head.id },
    byText: head.submittedBy.name ?? t('hand-in:authors.unnamed'),
    wordsText: t('hand-in:words.count', { count: head.words }),
    nextText: t(mayWithdraw ? 'hand-in:standing.waiting.text' : 'hand-in:standing.waiting.begun'),
    withdrawHref: mayWithdraw ? paths.withdraw.to(at) : null,
    versionHref: paths.version.to({ ...at, version: head.number }),
    taskHref: paths.task.to(at),
    homeHref: paths.home.to(where),
    peerReviews: task.peerReview && { count: task.peerReview.reviews, href: paths.peerReviews.to(at) },
  };
}
