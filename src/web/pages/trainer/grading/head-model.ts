import type { GradingSheet, Neighbours, ShownAuthor } from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { workName } from '../work-name.ts';
import { gradeHref, queueHref } from './address.ts';

/** Whose work it is, where the marker is in the queue, and the versions. */
export interface HeadModel {
  readonly name: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly queueHref: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly positionText: string;
  readonly versionText: string;
  readonly submittedAt: Date;
  readonly isLate: boolean;
  readonly dueAt: Date | null;
  readonly wordsText: string;
  readonly isOutsideWords: boolean;
  readonly isTogether: boolean;
  readonly versions: readonly VersionLink[];
}

/** Without names where they are hidden. */
function shownAuthors({ submission: { authors, authorIds } }: GradingSheet): readonly ShownAuthor[] {
  return authors.filter(({ enrolmentId }) => authorIds.includes(enrolmentId));
}

interface VersionLink {
  readonly text: string;
  readonly href: string;
  readonly isShown: boolean;
  readonly stateText: string;
}

interface HeadScene {
  readonly sheet: GradingSheet;
  readonly neighbours: Neighbours;
  readonly queue: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export function headModel({ sheet, neighbours, queue, where, t, language }: HeadScene): HeadModel {
  const { submission, version, task } = sheet;
  const head = submission.versions.find(({ number }) => number === version.number);
  const { previous, next, position, total } = neighbours;
  const hrefOf = (id: Neighbours['next']): string | null => id && gradeHref({ where, submission: id, queue });
  return {
    name: workName(shownAuthors(sheet), { t, language }),
    taskTitle: task.title,
    taskHref: paths.task.to({ ...where, task: task.id }),
    queueHref: queueHref({ where, queue }),
    previousHref: hrefOf(previous),
    nextHref: hrefOf(next),
    positionText: position === null ? '' : t('grading:position', { position, total }),
    versionText: t('grading:version.number', { number: version.number }),
    submittedAt: version.submittedAt,
    isLate: head?.late ?? false,
    dueAt: head?.dueAt ?? null,
    wordsText: t('grading:words', { count: version.words, ...task.words }),
    isOutsideWords: version.words > task.words.max || version.words < task.words.min,
    isTogether: submission.authorIds.length > 1,
    versions: versionLinks({ sheet, queue, where, t }),
  };
}

/** Those that were not taken back. */
function versionLinks({
  sheet: { submission, version },
  queue,
  where,
  t,
}: Pick<HeadScene, 'sheet' | 'queue' | 'where' | 't'>): VersionLink[] {
  const shown = submission.versions.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (shown.length < 2) return [];
  const place = { where, submission: submission.id, queue };
  return shown.map(({ number }) => {
    const release = submission.releases.findLast((one) => one.version === number);
    return {
      text: t('grading:version.number', { number }),
      href: gradeHref(place, { version: number }),
      isShown: number === version.number,
      stateText: release ? t(`grading:decided.${release.decision}`) : '',
    };
  });
}
