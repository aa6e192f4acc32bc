import { queueShows, queueWhos, type Queue, type QueueFilter } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { queueQuery } from './queue-filter.ts';

/** The filter as links and a form; everything of it stands in the address. */
export interface QueueFiltersModel {
  readonly action: string;
  readonly whos: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
  /** Kept by the form, where it is not how the queue opens. */
  readonly who: string | null;
  readonly shows: readonly OptionModel[];
  readonly tasks: readonly OptionModel[];
  readonly late: boolean;
  readonly author: string;
  /** Everything but whose it is as the queue opens; null where it is so already. */
  readonly resetHref: string | null;
}

interface OptionModel {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

export interface FiltersInput {
  readonly filter: QueueFilter;
  readonly counts: Queue['counts'];
  readonly tasks: readonly Task[];
  readonly where: Where;
  readonly t: Translate;
}

export function queueFilters({ filter, counts, tasks, where, t }: FiltersInput): QueueFiltersModel {
  const { who } = filter;
  const isNarrowed =
    filter.show !== 'to-grade' || filter.taskId !== null || filter.late || filter.text !== '';
  const plain: QueueFilter = { who, show: 'to-grade', taskId: null, late: false, text: '' };
  return {
    action: paths.queue.to(where),
    whos: queueWhos.map((one) => ({
      text: t(`queue:who.${one}`, { number: counts.who[one] }),
      href: queueHref({ ...filter, who: one }, where),
      isCurrent: one === who,
    })),
    who: who === 'mine' ? null : who,
    shows: queueShows.map((show) => ({
      value: show,
      text: t(`queue:show.${show}`, { number: counts.show[show] }),
      selected: show === filter.show,
    })),
    tasks: tasks.map(({ id, title }) => ({
      value: id,
      text: t('queue:taskCount', { title, number: counts.task[id] ?? 0 }),
      selected: id === filter.taskId,
    })),
    ...{ late: filter.late, author: filter.text },
    resetHref: isNarrowed ? queueHref(plain, where) : null,
  };
}

/** The queue's address with a filter, and a page where it is not the first. */
export function queueHref(filter: QueueFilter, where: Where, page = 1): string {
  const query = [queueQuery(filter), page > 1 ? `page=${page}` : ''].filter((part) => part !== '').join('&');
  return `${paths.queue.to(where)}${query && `?${query}`}`;
}
