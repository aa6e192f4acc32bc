import type { RequestHandler } from 'express';
import { z } from 'zod';
import { listQueue, listTasks, noteVisit, type Queue, type QueueFilter } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import type { Enrolment } from '../../../people/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import type { NoticeModel } from './notice.ts';
import { queueFilterOf, queueQuery } from './queue-filter.ts';
import { queueFilters, queueHref, type QueueFiltersModel } from './queue-filters-model.ts';
import { queueNotice, queueNoticeQuery } from './queue-notice.ts';
import { queueLine, type QueueLine } from './queue-row-model.ts';

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1) });

/** What waits for a trainer, over all tasks of the cohort. */
export function showQueue(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where, enrolment } = viewerOf(res);
    const { t, language } = contextOf(res);
    const filter = queueFilterOf(req.query);
    const { page } = pageQuery.parse(req.query);
    const [queue, team, visit] = await Promise.all([
      listQueue(deps.assessment, {
        cohortId: where.cohort,
        viewer: { enrolmentId: enrolment.id },
        ...{ filter, page },
      }),
      deps.people.listTeam(where.cohort),
      noteVisit(deps.assessment, enrolment.id),
    ]);
    const model = viewModel({
      ...{ queue, filter, team, where, t, language },
      contentLanguage: deps.curriculum().language,
      viewerId: enrolment.id,
      since: visit.since,
      tasks: listTasks(deps.assessment),
      notice: queueNotice(queueNoticeQuery.parse(req.query), t),
    });
    deps.page(res, { view: 'trainer/queue', title: t('queue:title'), model });
  };
}

export interface QueueInput {
  readonly queue: Queue;
  readonly filter: QueueFilter;
  readonly tasks: readonly Task[];
  /** Those who may grade. */
  readonly team: readonly Enrolment[];
  readonly contentLanguage: string;
  readonly viewerId: string;
  readonly since: Date | null;
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface QueueModel {
  readonly contentLanguage: string;
  readonly notice: NoticeModel | null;
  readonly filters: QueueFiltersModel;
  readonly countText: string;
  readonly freshText: string | null;
  readonly rows: readonly QueueLine[];
  readonly showsDrafts: boolean;
  readonly empty: {
    readonly text: string;
    readonly action: string | null;
    readonly href: string | null;
  } | null;
  readonly pages: {
    readonly text: string;
    readonly previousHref: string | null;
    readonly nextHref: string | null;
  } | null;
  readonly query: string;
  readonly allocateHref: string;
  readonly remindAction: string;
  readonly moderationHref: string;
  readonly tasks: readonly { readonly title: string; readonly href: string }[];
}

export function viewModel(input: QueueInput): QueueModel {
  const { queue, filter, tasks, team, where, t } = input;
  const query = queueQuery(filter);
  const scene = {
    ...{ where, t, language: input.language, query, viewerId: input.viewerId, since: input.since },
    titles: new Map(tasks.map(({ id, title }) => [id, title])),
    trainers: new Map(team.map(({ id, name }) => [String(id), name || t('queue:nameless')])),
  };
  const rows = queue.rows.map((row) => queueLine(row, scene));
  const fresh = rows.filter(({ isNew }) => isNew).length;
  return {
    contentLanguage: input.contentLanguage,
    notice: input.notice,
    filters: queueFilters({ filter, counts: queue.counts, tasks, where, t }),
    countText: t('queue:count', { count: queue.total }),
    freshText: fresh > 0 ? t('queue:fresh', { count: fresh }) : null,
    rows,
    showsDrafts: filter.show === 'drafts',
    empty: rows.length > 0 ? null : emptyState(input),
    pages: queue.pages > 1 ? pagesOf(input) : null,
    query,
    allocateHref: paths.allocate.to(where),
    remindAction: `${paths.remind.to(where)}${query && `?${query}`}`,
    moderationHref: paths.moderation.to(where),
    tasks: tasks.map(({ id, title }) => ({ title, href: paths.taskGrading.to({ ...where, task: id }) })),
  };
}

/** Why nothing is shown, and the one thing to do about it. */
function emptyState({ queue, filter, where, t }: QueueInput): QueueModel['empty'] {
  const { show, who, taskId, late, text } = filter;
  const wide: QueueFilter = { ...filter, who: 'all' };
  if (who !== 'all' && queue.counts.who.all > 0) {
    return {
      text: t(`queue:empty.${who}`, { count: queue.counts.who.all }),
      action: t('queue:empty.showAll'),
      href: queueHref(wide, where),
    };
  }
  if (taskId !== null || late || text !== '') {
    const all: QueueFilter = { who: 'all', show, taskId: null, late: false, text: '' };
    return { text: t('queue:empty.filter'), action: t('queue:empty.clear'), href: queueHref(all, where) };
  }
  return { text: t(`queue:empty.show.${show}`), action: null, href: null };
}

function pagesOf({ queue: { page, pages }, filter, where, t }: QueueInput): QueueModel['pages'] {
  return {
    text: t('queue:page', { page, pages }),
    previousHref: page > 1 ? queueHref(filter, where, page - 1) : null,
    nextHref: page < pages ? queueHref(filter, where, page + 1) : null,
  };
}
