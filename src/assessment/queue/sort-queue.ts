import { createHash } from 'node:crypto';
import { namesHidden, type QueueEntry } from './queue-entry.ts';
import type { QueueFilter } from './queue-model.ts';
import type { RowContext } from './queue-row.ts';

/**
 * Who has waited longest comes first; of what is released, the latest. Works whose names are hidden change places among
 * themselves, differently for each marker and always the same for one, so that no work is always seen first.
 */
export function sortQueue(
  entries: readonly QueueEntry[],
  { show }: Pick<QueueFilter, 'show'>,
  context: RowContext,
): QueueEntry[] {
  const sorted = entries
    .map((entry) => ({ entry, at: timeOf(entry, show, context) }))
    .sort((a, b) => a.at - b.at || (a.entry.facts.id < b.entry.facts.id ? -1 : 1))
    .map(({ entry }) => entry);
  const hidden = sorted.filter(({ facts }) => namesHidden(facts, context));
  const tasks = new Set(hidden.map(({ facts }) => facts.taskId));
  return [...tasks].reduce((all, taskId) => shuffleTask(all, taskId, context), sorted);
}

function timeOf(
  { facts, releasedAt, askedAt }: QueueEntry,
  show: QueueFilter['show'],
  { draftAts }: RowContext,
): number {
  const last = Number.MAX_SAFE_INTEGER;
  if (show === 'released') return -(releasedAt?.getTime() ?? 0);
  if (show === 'asked') return askedAt?.getTime() ?? 0;
  if (show === 'drafts') return draftAts.get(facts.id)?.getTime() ?? last;
  return facts.waitingSince?.getTime() ?? last;
}

function shuffleTask(entries: readonly QueueEntry[], taskId: string, context: RowContext): QueueEntry[] {
  const isMeant = ({ facts }: QueueEntry): boolean => facts.taskId === taskId && namesHidden(facts, context);
  const shuffled = entries
    .filter(isMeant)
    .map((entry) => ({ entry, key: keyFor(context.viewer, entry.facts.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry);
  let next = 0;
  return entries.map((entry) => (isMeant(entry) ? (shuffled[next++] ?? entry) : entry));
}

function keyFor(viewer: string, submissionId: string): string {
  return createHash('sha256').update(`${viewer} ${submissionId}`).digest('base64');
}
