import { holdNow, isHeldByOther, isSame, marksInForce } from '../grading/marks-in-force.ts';
import { partOf } from '../grading/part-of.ts';
import { allocatedTo, entryOf, namesHidden, type QueueScope } from './queue-entry.ts';
import type { QueueRow } from './queue-model.ts';
import type { QueueFacts } from './queue.records.ts';

/** Beside the submission, what its row depends on. */
export interface RowContext extends QueueScope {
  /** How many mark a task. */
  readonly markersOf: (taskId: string) => number;
  /** When somebody last wrote into a draft. */
  readonly draftAts: ReadonlyMap<string, Date>;
}

/** One line of the queue, as one viewer sees it. */
export function queueRow(facts: QueueFacts, context: RowContext): QueueRow {
  const { now } = context;
  const viewer = { enrolmentId: context.viewer };
  const { current, versions, releases, held } = facts;
  const { stage, isRevised, late, askedAt, releasedAt } = entryOf(facts);
  const part = partOf(facts, viewer, { markers: context.markersOf(facts.taskId), now });
  return {
    ...{ submissionId: facts.id, taskId: facts.taskId, version: current, stage, isRevised, late, askedAt },
    ...namesOf(facts, context),
    waitingSince: facts.waitingSince,
    dueAt: versions.find(({ number }) => number === current)?.dueAt ?? null,
    ...{ hold: holdNow(facts, now), isHeldByOther: isHeldByOther(facts, viewer, now) },
    allocatedTo: allocatedTo(facts, context),
    markers: marksInForce(facts).map(({ role, marker, finishedAt }) => ({
      ...{ role, marker, isFinished: finishedAt !== null, isMine: isSame(marker, viewer) },
    })),
    waitsForMe: facts.state === 'waiting' && part.cannot === null && !part.mark?.finishedAt,
    ...{ newsAt: facts.newsForTrainersAt, releaseAt: held?.releaseAt ?? null, isHeldBack: held !== null },
    ...{ decision: releases.at(-1)?.decision ?? null, releasedAt, remindedAt: facts.remindedAt },
    draftAt: context.draftAts.get(facts.id) ?? null,
  };
}

function namesOf(facts: QueueFacts, context: RowContext): Pick<QueueRow, 'namesHidden' | 'authors'> {
  const isHidden = namesHidden(facts, context);
  const present = facts.authors.filter(({ state }) => state === 'accepted');
  return {
    namesHidden: isHidden,
    authors: present.map(({ enrolmentId, name }) => ({ enrolmentId, name: isHidden ? null : name })),
  };
}
