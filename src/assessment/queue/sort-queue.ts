import { createHash } from 'node:crypto';
import type { EnrolmentId } from '../../shared/index.ts';
import type { QueueFilter, QueueRow } from './queue-model.ts';

/**
 * Who has waited longest comes first; of what is released, the latest. Works whose names are hidden change places among
 * themselves, differently for each marker and always the same for one, so that no work is always seen first.
 */
export function sortQueue(
  rows: readonly QueueRow[],
  { show }: Pick<QueueFilter, 'show'>,
  viewer: EnrolmentId,
): QueueRow[] {
  const sorted = rows
    .map((row) => ({ row, at: timeOf(row, show) }))
    .sort((a, b) => a.at - b.at || (a.row.submissionId < b.row.submissionId ? -1 : 1))
    .map(({ row }) => row);
  const hidden = new Set(sorted.filter(({ namesHidden }) => namesHidden).map(({ taskId }) => taskId));
  return [...hidden].reduce((all, taskId) => shuffleTask(all, taskId, viewer), sorted);
}

function timeOf(row: QueueRow, show: QueueFilter['show']): number {
  if (show === 'released') return -(row.releasedAt?.getTime() ?? 0);
  if (show === 'asked') return row.askedAt?.getTime() ?? 0;
  if (show === 'drafts') return row.draftAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return row.waitingSince?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function shuffleTask(rows: readonly QueueRow[], taskId: string, viewer: EnrolmentId): QueueRow[] {
  const isMeant = (row: QueueRow): boolean => row.namesHidden && row.taskId === taskId;
  const shuffled = rows
    .filter(isMeant)
    .map((row) => ({ row, key: keyFor(viewer, row.submissionId) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
  let next = 0;
  return rows.map((row) => (isMeant(row) ? (shuffled[next++] ?? row) : row));
}

function keyFor(viewer: string, submissionId: string): string {
  return createHash('sha256').update(`${viewer} ${submissionId}`).digest('base64');
}
