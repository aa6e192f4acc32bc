import { countWaiting, findLastVisit, wholeQueue, type Waiting } from '../../../assessment/index.ts';
import type { WebDeps } from '../../deps.ts';
import type { Viewer } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { queueHref } from './queue-filters-model.ts';

/** What waits for a trainer, in a sentence each with the way there; null for whoever does not grade. */
export interface WaitingModel {
  readonly text: string;
  readonly href: string;
  /** Since the last look at the queue; null where nothing is new, and before the first look. */
  readonly newsText: string | null;
  readonly asked: { readonly text: string; readonly href: string } | null;
}

/** Two store operations for whoever grades, none for others. */
export async function findWaiting(
  deps: Pick<WebDeps, 'assessment'>,
  viewer: Viewer,
  t: Translate,
): Promise<WaitingModel | null> {
  if (!viewer.may('grade')) return null;
  const { enrolment, where } = viewer;
  const since = await findLastVisit(deps.assessment, enrolment.id);
  const waiting = await countWaiting(deps.assessment, {
    cohortId: where.cohort,
    viewer: { enrolmentId: enrolment.id },
    since,
  });
  return waitingModel(waiting, { since, where, t });
}

interface WaitingScene {
  readonly since: Date | null;
  readonly where: Where;
  readonly t: Translate;
}

export function waitingModel(
  { waiting, mine, news, asked }: Waiting,
  { since, where, t }: WaitingScene,
): WaitingModel {
  const whose = mine > 0 ? 'mine' : 'all';
  const asking = queueHref({ ...wholeQueue, who: 'all', show: 'asked' }, where);
  return {
    text:
      waiting === 0
        ? t('queue:waiting.none')
        : t(`queue:waiting.${whose}`, { count: mine || waiting, all: waiting }),
    href: mine > 0 ? paths.queue.to(where) : queueHref({ ...wholeQueue, who: 'all' }, where),
    newsText: since !== null && news > 0 ? t('queue:waiting.news', { count: news }) : null,
    asked: asked > 0 ? { text: t('queue:waiting.asked', { count: asked }), href: asking } : null,
  };
}
