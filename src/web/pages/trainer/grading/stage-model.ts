import type { GradingSheet } from '../../../../assessment/index.ts';
import { paths, type Where } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { gradeHref } from './address.ts';
import { authorName } from './author-name.ts';
import type { Stage } from './stage.ts';

/** What the screen is for now, in words, and what can be done about it. */
export interface StageModel {
  readonly canMark: boolean;
  /** '' where nothing has to be said. */
  readonly text: string;
  readonly until: Date | null;
  readonly releaseAt: Date | null;
  /** Who else marks it, and how far they are. */
  readonly markers: readonly string[];
  /** Two independent marks are to be agreed upon, or a third decides. */
  readonly agreementText: string;
  readonly takeOverAction: string | null;
  readonly giveBackAction: string | null;
  readonly releaseAction: string | null;
  /** Where the own mark waits for a second marker and nobody has begun: a reason releases it alone. */
  readonly aloneAction: string | null;
  readonly takeBackAction: string | null;
  /** Where a reason opens what is settled: a failed task once, or another grade of the same version. */
  readonly reopenAction: string | null;
  readonly canReopen: boolean;
  readonly currentHref: string | null;
}

interface StageScene {
  readonly sheet: GradingSheet;
  readonly stage: Stage;
  readonly queue: string;
  readonly where: Where;
  readonly t: Translate;
}

export function stageModel(scene: StageScene): StageModel {
  const { sheet, stage, queue, where, t } = scene;
  const { submission, hold, isHeldByOther } = sheet;
  const at = { ...where, submission: submission.id };
  const isReady = stage === 'finished' && sheet.role !== 'first' && sheet.role !== 'second';
  const canReopen = stage === 'released' && submission.state === 'failed' && !submission.reopenedAt;
  return {
    canMark: stage === 'mark',
    text: stageText(scene, isReady),
    until: isHeldByOther ? (hold?.until ?? null) : null,
    releaseAt: stage === 'finished' ? (submission.held?.releaseAt ?? null) : null,
    markers: otherMarkers(sheet, t),
    agreementText: agreementText(sheet, stage, t),
    takeOverAction: stage === 'held' ? paths.claim.to(at) : null,
    giveBackAction: stage === 'mark' && hold && !isHeldByOther ? paths.claim.to(at) : null,
    releaseAction: isReady ? paths.release.to(at) : null,
    aloneAction: waitsForSecond(sheet, stage) ? paths.release.to(at) : null,
    takeBackAction: stage === 'finished' ? paths.release.to(at) : null,
    reopenAction: stage === 'released' ? paths.reopenTask.to(at) : null,
    canReopen,
    currentHref: stage === 'old' ? gradeHref({ where, submission: submission.id, queue }) : null,
  };
}

function waitsForSecond({ role, markers, isHeldByOther }: GradingSheet, stage: Stage): boolean {
  const isIndependent = role === 'first' || role === 'second';
  return stage === 'finished' && isIndependent && markers.length === 1 && !isHeldByOther;
}

function stageText({ sheet, stage, t }: StageScene, isReady: boolean): string {
  const { submission, hold, version } = sheet;
  switch (stage) {
    case 'mark':
      return '';
    case 'held':
      return t('grading:stage.held', { name: hold ? authorName(hold.by, t) : '' });
    case 'finished':
      return t(`grading:stage.${isReady ? readiness(submission.held) : 'markFinished'}`);
    case 'old':
      return t('grading:stage.old', { number: submission.current });
    case 'nothing':
      return t('grading:stage.nothing', { number: version.number });
    case 'waits':
    case 'third':
    case 'released':
      return t(`grading:stage.${stage}`);
  }
}

function readiness(held: GradingSheet['submission']['held']): 'readyLater' | 'readyTogether' | 'readyAt' {
  if (!held) return 'readyLater';
  return held.releaseAt ? 'readyAt' : 'readyTogether';
}

function otherMarkers({ markers, task }: GradingSheet, t: Translate): string[] {
  if (task.markers < 2) return [];
  return markers
    .filter(({ isMine }) => !isMine)
    .map(({ marker, role, isFinished }) =>
      t(`grading:marker.${isFinished ? 'finished' : 'begun'}`, {
        name: authorName(marker, t),
        role: t(`grading:role.${role}`),
      }),
    );
}

function agreementText({ role, disagreement, task }: GradingSheet, stage: Stage, t: Translate): string {
  if (stage !== 'mark' || !role || role === 'alone') return '';
  if (role === 'first' || role === 'second') return t('grading:agree.independent');
  const titles = task.criteria
    .filter(({ id }) => disagreement?.criteria.includes(id))
    .map(({ title }) => title);
  if (role === 'third') return t('grading:agree.third');
  return titles.length === 0
    ? t('grading:agree.same')
    : t('grading:agree.different', { titles: titles.join(', ') });
}
