import type { OwnVersion, VersionHead } from '../../../../assessment/index.ts';
import type { EnrolmentId } from '../../../../shared/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Language, Translate } from '../../../texts.ts';
import { diffModel, type DiffModel } from '../../task-work/diff-model.ts';
import { workModel, type WorkModel, type WorkReader } from '../../task-work/work-model.ts';
import { releaseModel, type ReleaseModel } from './release-model.ts';
import { talkModel, type TalkModel } from './talk-model.ts';
import type { VersionNotices } from './version.ts';

export interface VersionInput {
  readonly shown: OwnVersion;
  /** Another version, with which this one is compared. */
  readonly compared: OwnVersion | null;
  readonly ownEnrolmentId: EnrolmentId;
  readonly contentLanguage: string;
  readonly notices: VersionNotices;
  readonly where: Where;
  readonly language: Language;
  readonly t: Translate;
}

export interface VersionModel {
  readonly title: string;
  readonly heading: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly contentLanguage: string;
  readonly receipt: ReceiptModel;
  readonly versions: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
  /** Versions to compare this one with. */
  readonly comparisons: readonly {
    readonly text: string;
    readonly href: string;
    readonly isCurrent: boolean;
  }[];
  /** waiting, taken back, replaced by a later one, or graded. */
  readonly isWaiting: boolean;
  readonly newerHref: string | null;
  readonly release: ReleaseModel | null;
  readonly work: WorkModel | null;
  readonly diff: DiffModel | null;
  readonly diffHeading: string | null;
  readonly plainHref: string;
  readonly talk: TalkModel;
  readonly reviewsHref: string | null;
}

interface ReceiptModel {
  readonly at: Date;
  /** Only where several hand in together. */
  readonly by: string | null;
  readonly wordsText: string;
  readonly filesText: string | null;
  readonly dueAt: Date | null;
  readonly isLate: boolean;
  readonly withdrawnAt: Date | null;
}

export function versionModel(input: VersionInput): VersionModel {
  const { shown, compared, where, t } = input;
  const { submission, head, task } = shown;
  const release = submission.releases.findLast(({ version }) => version === head.number) ?? null;
  const heading = t('feedback:version', { number: head.number });
  const newer = submission.versions.findLast(({ withdrawnAt }) => withdrawnAt === null);
  const isReplaced = newer !== undefined && newer.number > head.number;
  return {
    ...{ heading, taskTitle: task.title, contentLanguage: input.contentLanguage },
    title: `${task.title} – ${heading}`,
    taskHref: paths.task.to({ ...where, task: task.id }),
    receipt: receiptModel(input),
    ...versionLinks(input),
    isWaiting: head.number === submission.current && submission.state === 'waiting',
    newerHref: isReplaced ? hrefOf(newer, input) : null,
    release: release && releaseModel(release, input),
    work: compared ? null : workModel(task, shown.version, readerOf(input, release?.comments ?? [])),
    diff: compared && diffOf(input, compared),
    diffHeading: compared && t('feedback:changedSince', { number: compared.head.number }),
    plainHref: hrefOf(head, input),
    talk: talkModel(submission, input),
    reviewsHref: task.peerReview ? paths.peerReviews.to({ ...where, task: task.id }) : null,
  };
}

function receiptModel({ shown, t }: VersionInput): ReceiptModel {
  const { head, version, submission } = shown;
  const files = version.files.length;
  return {
    at: head.submittedAt,
    by: submission.authorIds.length > 1 ? (head.submittedBy.name ?? t('feedback:coAuthor')) : null,
    wordsText: t('feedback:words', { count: head.words }),
    filesText: files > 0 ? t('feedback:files', { count: files }) : null,
    dueAt: head.dueAt,
    isLate: head.late,
    withdrawnAt: head.withdrawnAt,
  };
}

function versionLinks(input: VersionInput): Pick<VersionModel, 'versions' | 'comparisons'> {
  const { shown, compared, t } = input;
  const { versions } = shown.submission;
  const others = versions.filter(({ number }) => number !== shown.head.number);
  return {
    versions: versions.map((head) => ({
      text: t('feedback:version', { number: head.number }),
      href: hrefOf(head, input),
      isCurrent: head.number === shown.head.number,
    })),
    comparisons: others.map(({ number }) => ({
      text: t('feedback:version', { number }),
      href: `${hrefOf(shown.head, input)}?with=${number}`,
      isCurrent: number === compared?.head.number,
    })),
  };
}

/** The earlier one is always the one before, whichever of the two the address names first. */
function diffOf(input: VersionInput, compared: OwnVersion): DiffModel {
  const sides = [input.shown, compared].sort((a, b) => a.head.number - b.head.number);
  const [before, after] = sides.map(({ task, version }) => ({ task, work: version }));
  if (!before || !after) throw new Error('Two versions are compared');
  return diffModel(before, after, readerOf(input, []));
}

function readerOf(input: VersionInput, comments: NonNullable<WorkReader['comments']>): WorkReader {
  const { shown, where, t, language, contentLanguage } = input;
  const names = shown.submission.authors.map(
    ({ enrolmentId, name }) => [enrolmentId, name ?? t('feedback:coAuthor')] as const,
  );
  return { where, t, language, contentLanguage, showTrainerOnly: true, authors: new Map(names), comments };
}

function hrefOf({ number }: Pick<VersionHead, 'number'>, { shown, where }: VersionInput): string {
  return paths.version.to({ ...where, task: shown.submission.taskId, version: number });
}
