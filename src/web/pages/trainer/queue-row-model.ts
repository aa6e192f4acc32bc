import type { QueueRow } from '../../../assessment/index.ts';
import { assertNever } from '../../../shared/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { workName } from './work-name.ts';

/** One line of the queue. */
export interface QueueLine {
  readonly id: string;
  readonly name: string;
  /** The grading screen, for a draft with a question its messages, for others the trainee; null where that is hidden. */
  readonly href: string | null;
  readonly task: string;
  readonly version: number;
  readonly waitingSince: Date | null;
  readonly late: boolean;
  readonly isNew: boolean;
  readonly isRevised: boolean;
  readonly asks: boolean;
  readonly state: StateModel;
  /** What markers do with it, and when it goes out. */
  readonly details: readonly string[];
  readonly releaseAt: Date | null;
  readonly trainerText: string | null;
  readonly holder: string | null;
  readonly holdUntil: Date | null;
  readonly draftAt: Date | null;
  readonly remindedAt: Date | null;
}

export interface StateModel {
  readonly text: string;
  readonly icon: string;
  readonly tone: 'ok' | 'attention' | 'wrong' | 'plain';
}

export interface QueueRowScene {
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
  /** The queue's filter as an address has it, which goes with whoever opens a work. */
  readonly query: string;
  readonly titles: ReadonlyMap<string, string>;
  /** Trainers' names by enrolment. */
  readonly trainers: ReadonlyMap<string, string>;
  readonly viewerId: string;
  /** What came after this is new to the viewer; null: they are here for the first time. */
  readonly since: Date | null;
}

export function queueLine(row: QueueRow, scene: QueueRowScene): QueueLine {
  const { t, since, titles } = scene;
  const { hold, newsAt } = row;
  return {
    ...{ id: row.submissionId, name: workName(row.authors, scene), href: hrefOf(row, scene) },
    task: titles.get(row.taskId) ?? row.taskId,
    ...{ version: row.version, waitingSince: row.waitingSince, late: row.late, isRevised: row.isRevised },
    isNew: newsAt !== null && since !== null && newsAt > since,
    asks: row.askedAt !== null,
    state: stateOf(row, t),
    details: detailsOf(row, t),
    releaseAt: row.stage === 'ready' ? row.releaseAt : null,
    trainerText: trainerText(row, scene),
    holder: hold ? (hold.by.enrolmentId === scene.viewerId ? t('queue:you') : nameOf(hold.by.name, t)) : null,
    holdUntil: hold?.until ?? null,
    ...{ draftAt: row.draftAt, remindedAt: row.remindedAt },
  };
}

function hrefOf(row: QueueRow, { where, query }: QueueRowScene): string | null {
  const { stage, submissionId, namesHidden, authors, askedAt } = row;
  const [first] = authors;
  // A question is answered before anything is handed in.
  if (stage === 'draft' && askedAt === null)
    return first && !namesHidden ? paths.trainee.to({ ...where, enrolment: first.enrolmentId }) : null;
  return `${paths.grade.to({ ...where, submission: submissionId })}${query && `?${query}`}`;
}

function stateOf({ stage, decision, isHeldBack, releaseAt }: QueueRow, t: Translate): StateModel {
  switch (stage) {
    case 'draft':
      return { text: t('queue:stage.draft'), icon: 'pencil', tone: 'plain' };
    case 'to-grade':
      return { text: t('queue:stage.toGrade'), icon: 'circle', tone: 'plain' };
    case 'second':
      return { text: t('queue:stage.second'), icon: 'circle-half', tone: 'attention' };
    case 'agree':
      return { text: t('queue:stage.agree'), icon: 'people', tone: 'attention' };
    case 'third':
      return { text: t('queue:stage.third'), icon: 'person-plus', tone: 'attention' };
    case 'ready': {
      const text = isHeldBack && releaseAt === null ? t('queue:stage.together') : t('queue:stage.ready');
      return { text, icon: 'hourglass-split', tone: 'plain' };
    }
    case 'released':
      return decidedState(decision, t);
    default:
      return assertNever(stage);
  }
}

function decidedState(decision: QueueRow['decision'], t: Translate): StateModel {
  switch (decision) {
    case 'revise':
      return { text: t('queue:stage.revise'), icon: 'arrow-repeat', tone: 'attention' };
    case 'fail':
      return { text: t('queue:stage.failed'), icon: 'x-lg', tone: 'wrong' };
    case 'pass':
    case null:
      return { text: t('queue:stage.passed'), icon: 'check-lg', tone: 'ok' };
    default:
      return assertNever(decision);
  }
}

/** Who has begun and who has finished, while it is not settled. */
function detailsOf({ stage, markers }: QueueRow, t: Translate): string[] {
  if (stage === 'released' || stage === 'draft') return [];
  return markers.map(({ isMine, isFinished, marker }) => {
    if (isMine) return t(isFinished ? 'queue:mark.yoursDone' : 'queue:mark.yoursBegun');
    return t(isFinished ? 'queue:mark.done' : 'queue:mark.begun', { name: nameOf(marker.name, t) });
  });
}

function trainerText({ allocatedTo }: QueueRow, { trainers, viewerId, t }: QueueRowScene): string | null {
  if (allocatedTo === null) return null;
  if (allocatedTo === viewerId) return t('queue:you');
  return trainers.get(allocatedTo) ?? t('queue:gone');
}

function nameOf(name: string | null, t: Translate): string {
  return name || t('queue:nameless');
}
