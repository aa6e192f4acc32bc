import type { AssessmentDeps } from '../deps.ts';
import { isLike, isOf, isShown, plainText } from './queue-entry.ts';
import { queueShows, queueWhos, type Queue, type QueueFilter, type QueuePlace } from './queue-model.ts';
import { queueRow } from './queue-row.ts';
import { readQueue, type QueueReading } from './read-queue.ts';
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
  const reading = await readQueue(deps, place);
  const { found, counts } = sift(reading, place.filter);
  const sorted = sortQueue(found, place.filter, reading.context);
  keepWalk(
    deps,
    place,
    sorted.map(({ facts }) => facts.id),
  );
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const shown = Math.min(pages, Math.max(1, page));
  const onPage = sorted.slice((shown - 1) * pageSize, shown * pageSize);
  return {
    rows: onPage.map(({ facts }) => queueRow(facts, reading.context)),
    ...{ page: shown, pages, total: sorted.length, counts },
  };
}

/** The works of a filter, and how many there are under each of its choices, the others being as they are. */
export function sift(
  { entries, context }: QueueReading,
  filter: QueueFilter,
): { readonly found: QueueReading['entries']; readonly counts: Queue['counts'] } {
  const show = zeroes(queueShows);
  const who = zeroes(queueWhos);
  const task: Record<string, number> = {};
  const text = plainText(filter.text);
  const found = entries.filter((entry) => {
    const { taskId } = entry.facts;
    if (!isLike(entry, { late: filter.late, text }, context)) return false;
    const isMeant = isShown(entry, filter.show, context);
    const isWhose = isOf(entry, filter.who, context);
    const isTask = filter.taskId === null || taskId === filter.taskId;
    if (isWhose && isTask) for (const one of queueShows) if (isShown(entry, one, context)) show[one] += 1;
    if (isMeant && isTask) for (const one of queueWhos) if (isOf(entry, one, context)) who[one] += 1;
    if (isMeant && isWhose) task[taskId] = (task[taskId] ?? 0) + 1;
    return isMeant && isWhose && isTask;
  });
  return { found, counts: { show, who, task } };
}

function zeroes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
