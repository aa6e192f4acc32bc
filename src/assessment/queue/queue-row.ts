import type { EnrolmentId } from '../../shared/index.ts';
import { disagreementOf } from '../grading/disagreement.ts';
import { finishedPair, holdNow, isHeldByOther, isSame, marksInForce } from '../grading/marks-in-force.ts';
import { partOf } from '../grading/part-of.ts';
import type { Actor } from '../model.ts';
import type { QueueFilter, QueueRow, QueueStage, QueueWho } from './queue-model.ts';
import type { QueueFacts } from './queue.records.ts';

/** Beside the submission, what its row depends on. */
export interface RowContext {
  readonly viewer: Pick<Actor, 'enrolmentId'>;
  readonly now: Date;
  /** How many mark a task. */
  readonly markersOf: (taskId: string) => number;
  readonly namesHiddenOf: (taskId: string) => boolean;
  /** Whose works a trainer takes, unless one work is given to another. */
  readonly trainerOf: (author: EnrolmentId) => EnrolmentId | null;
}

/** One line of the queue, as one viewer sees it. */
export function queueRow(facts: QueueFacts, context: RowContext): QueueRow {
  const { viewer, now } = context;
  const { current, versions, releases, held } = facts;
  const version = versions.find(({ number }) => number === current);
  const release = releases.at(-1) ?? null;
  const part = partOf(facts, viewer, { markers: context.markersOf(facts.taskId), now });
  return {
    ...{ submissionId: facts.id, taskId: facts.taskId, version: current, stage: stageOf(facts) },
    ...namesOf(facts, context),
    isRevised: releases.some((one) => one.version < current),
    ...{ waitingSince: facts.waitingSince, late: version?.late ?? false, dueAt: version?.dueAt ?? null },
    ...{ hold: holdNow(facts, now), isHeldByOther: isHeldByOther(facts, viewer, now) },
    allocatedTo: allocatedTo(facts, context),
    markers: marksInForce(facts).map(({ role, marker, finishedAt }) => ({
      ...{ role, marker, isFinished: finishedAt !== null, isMine: isSame(marker, viewer) },
    })),
    waitsForMe: facts.state === 'waiting' && part.cannot === null && !part.mark?.finishedAt,
    askedAt: askedAt(facts),
    ...{ newsAt: facts.newsForTrainersAt, releaseAt: held?.releaseAt ?? null, isHeldBack: held !== null },
    ...{ decision: release?.decision ?? null, releasedAt: release?.at ?? null },
    ...{ remindedAt: facts.remindedAt, draftAt: null },
  };
}

export function stageOf(facts: QueueFacts): QueueStage {
  if (facts.state === 'draft') return 'draft';
  if (facts.state !== 'waiting') return 'released';
  const marks = marksInForce(facts);
  const finished = marks.filter(({ finishedAt }) => finishedAt !== null);
  if (finished.some(({ role }) => role === 'alone' || role === 'agreed' || role === 'third')) return 'ready';
  const pair = finishedPair(facts);
  if (pair) return disagreementOf(...pair).needsThird ? 'third' : 'agree';
  return finished.length > 0 ? 'second' : 'to-grade';
}

/** Whether a row belongs under one of the choices of what to show. */
export function isShown(row: QueueRow, show: QueueFilter['show']): boolean {
  switch (show) {
    case 'to-grade':
      return (
        isOpen(row) && row.markers.every(({ isMine, isFinished }) => !isMine || !isFinished || isToAgree(row))
      );
    case 'revised':
      return isOpen(row) && row.isRevised;
    case 'second':
      return row.stage === 'second' || row.stage === 'agree' || row.stage === 'third';
    case 'ready':
    case 'released':
      return row.stage === show;
    case 'drafts':
      return row.stage === 'draft';
    case 'asked':
      return row.askedAt !== null;
    case 'all':
      return row.stage !== 'draft';
  }
}

export function isOf(row: QueueRow, who: QueueWho, viewer: Pick<Actor, 'enrolmentId'>): boolean {
  switch (who) {
    case 'mine':
      return (
        row.allocatedTo === viewer.enrolmentId ||
        (row.hold !== null && isSame(row.hold.by, viewer)) ||
        row.markers.some(({ isMine }) => isMine)
      );
    case 'unallocated':
      return row.allocatedTo === null;
    case 'all':
      return true;
  }
}

function isOpen({ stage }: QueueRow): boolean {
  return stage !== 'draft' && stage !== 'ready' && stage !== 'released';
}

/** To the two markers an agreement is work again; the decision of a third is not theirs. */
function isToAgree({ stage }: QueueRow): boolean {
  return stage === 'agree';
}

function namesOf({ authors, taskId, releases }: QueueFacts, { namesHiddenOf }: RowContext) {
  const namesHidden = releases.length === 0 && namesHiddenOf(taskId);
  const present = authors.filter(({ state }) => state === 'accepted');
  return {
    namesHidden,
    authors: present.map(({ enrolmentId, name }) => ({ enrolmentId, name: namesHidden ? null : name })),
  };
}

function allocatedTo(facts: QueueFacts, { trainerOf }: RowContext): EnrolmentId | null {
  if (facts.allocatedTo) return facts.allocatedTo;
  const [first] = facts.authorIds;
  return first ? trainerOf(first) : null;
}

/** The last word is an author's. */
function askedAt({ messages }: QueueFacts): Date | null {
  const last = messages.at(-1);
  return last?.from === 'author' ? last.at : null;
}
