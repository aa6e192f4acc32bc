import type { AssessmentDeps } from '../deps.ts';
import {
  queueShows,
  queueWhos,
  type Queue,
  type QueueFilter,
  type QueuePlace,
  type QueueRow,
} from './queue-model.ts';
import { isOf, isShown } from './queue-row.ts';
import { readQueueRows } from './read-queue-rows.ts';
import { sortQueue } from './sort-queue.ts';
import { keepWalk } from './walks.ts';

const pageSize = 50;

export interface ListQueue extends QueuePlace {
  /** 1 first; one that does not exist becomes the nearest that does. */
  readonly page: number;
}

/**
 * What of a cohort waits, or was handed in at all, as one trainer filters it: 50 on a page, with counts. One store
 * operation that reads what has changed since the last look, while settings and allocations are fresh; one more for the
 * age of drafts.
 */
export async function listQueue(deps: AssessmentDeps, { page, ...place }: ListQueue): Promise<Queue> {
  const rows = await readQueueRows(deps, place);
  const { filter, viewer } = place;
  const found = rows.filter((row) => isWithin(row, place));
  const sorted = sortQueue(found, filter, viewer.enrolmentId);
  keepWalk(
    deps,
    place,
    sorted.map(({ submissionId }) => submissionId),
  );
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const shown = Math.min(pages, Math.max(1, page));
  return {
    rows: sorted.slice((shown - 1) * pageSize, shown * pageSize),
    ...{ page: shown, pages, total: sorted.length },
    counts: countsOf(rows, place),
  };
}

/** Whether a row is in the queue that the filter describes. */
export function isWithin(row: QueueRow, { filter, viewer }: Pick<QueuePlace, 'filter' | 'viewer'>): boolean {
  return (
    isShown(row, filter.show) && isOf(row, filter.who, viewer) && isOfTask(row, filter) && isLike(row, filter)
  );
}

function countsOf(rows: readonly QueueRow[], { filter, viewer }: QueuePlace): Queue['counts'] {
  const show = zeroes(queueShows);
  const who = zeroes(queueWhos);
  const task: Record<string, number> = {};
  for (const row of rows.filter((one) => isLike(one, filter))) {
    const isMeant = {
      show: isShown(row, filter.show),
      who: isOf(row, filter.who, viewer),
      task: isOfTask(row, filter),
    };
    if (isMeant.who && isMeant.task) for (const one of queueShows) if (isShown(row, one)) show[one] += 1;
    if (isMeant.show && isMeant.task) for (const one of queueWhos) if (isOf(row, one, viewer)) who[one] += 1;
    if (isMeant.show && isMeant.who) task[row.taskId] = (task[row.taskId] ?? 0) + 1;
  }
  return { show, who, task };
}

function zeroes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

function isOfTask({ taskId }: QueueRow, filter: QueueFilter): boolean {
  return filter.taskId === null || taskId === filter.taskId;
}

function isLike({ late, authors }: QueueRow, filter: QueueFilter): boolean {
  const text = plain(filter.text);
  return (
    (!filter.late || late) && (text === '' || authors.some(({ name }) => plain(name ?? '').includes(text)))
  );
}

/** Without accents and case, so that "Zof" finds "Žofia". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
