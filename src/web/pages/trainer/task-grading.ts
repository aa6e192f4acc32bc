import type { RequestHandler } from 'express';
import {
  changeTaskSettings,
  countTogether,
  getTask,
  getTaskSettings,
  levelPointsOf,
  listQueue,
  releaseTogether,
  wholeQueue,
  type Queue,
  type QueueShow,
  type TaskSettings,
} from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { emptyForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { taskSettingsForm } from '../../forms/queue-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { paramOf } from '../learner/participant.ts';
import { markerOf } from './actor.ts';
import type { NoticeModel } from './notice.ts';
import { queueHref } from './queue-filters-model.ts';
import { queueNotice, queueNoticeQuery, withQueueNotice } from './queue-notice.ts';

/** How one task is graded in the cohort, and what can be done with all its hand-ins at once. */
export function showTaskGrading(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where, enrolment } = viewerOf(res);
    const { t } = contextOf(res);
    const task = getTask(deps.assessment, paramOf(req, 'task'));
    const place = { cohortId: where.cohort, taskId: task.id };
    const [settings, { counts }, together] = await Promise.all([
      getTaskSettings(deps.assessment, where.cohort, task.id),
      listQueue(deps.assessment, {
        cohortId: where.cohort,
        viewer: { enrolmentId: enrolment.id },
        ...{ filter: { ...wholeQueue, taskId: task.id }, page: 1 },
      }),
      countTogether(deps.assessment, place),
    ]);
    const model = viewModel({
      ...{ task, settings, counts, together, where, t },
      contentLanguage: deps.curriculum().language,
      notice: queueNotice(queueNoticeQuery.parse(req.query), t),
    });
    deps.page(res, {
      view: 'trainer/task-grading',
      title: t('oversight:task.title', { task: task.title }),
      model,
    });
  };
}

export interface TaskGradingInput {
  readonly task: Task;
  readonly settings: TaskSettings;
  readonly counts: Queue['counts'];
  /** Grades that wait to be released together. */
  readonly together: number;
  readonly contentLanguage: string;
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
}

export interface TaskGradingModel {
  readonly contentLanguage: string;
  readonly taskTitle: string;
  readonly notice: NoticeModel | null;
  readonly counts: readonly { readonly text: string; readonly href: string }[];
  readonly handedIn: number;
  readonly action: string;
  readonly namesHidden: boolean;
  readonly releasesTogether: boolean;
  readonly marksTwice: boolean;
  readonly release: { readonly action: string; readonly count: number; readonly openText: string | null };
  readonly pointsText: string;
  readonly links: Readonly<Record<'queue' | 'archive' | 'sheet' | 'points' | 'moderation', string>>;
  readonly peerHref: string | null;
}

const countsShown = ['to-grade', 'ready', 'released', 'drafts'] as const;
const countsOfTwo = ['to-grade', 'second', 'ready', 'released', 'drafts'] as const;

export function viewModel(input: TaskGradingInput): TaskGradingModel {
  const { task, settings, counts, together, where, t } = input;
  const of = { ...where, task: task.id };
  const [first, second, third, fourth] = levelPointsOf(task, settings);
  const open = counts.show['to-grade'];
  return {
    contentLanguage: input.contentLanguage,
    taskTitle: task.title,
    notice: input.notice,
    counts: (task.markers >= 2 ? countsOfTwo : countsShown).map((show) =>
      countModel(show, { task, counts, where, t }),
    ),
    handedIn: counts.show.all,
    action: paths.taskGrading.to(of),
    namesHidden: settings.namesHidden,
    releasesTogether: settings.releaseMode === 'together',
    marksTwice: task.markers >= 2,
    release: {
      action: paths.releaseTask.to(of),
      count: together,
      openText: open > 0 ? t('oversight:release.open', { count: open }) : null,
    },
    pointsText: t('oversight:points.now', { first, second, third, fourth }),
    links: {
      queue: queueHref({ ...wholeQueue, who: 'all', taskId: task.id }, where),
      archive: paths.taskArchive.to(of),
      sheet: paths.gradeSheet.to(of),
      points: paths.levelPoints.to(of),
      moderation: `${paths.moderation.to(where)}?${new URLSearchParams({ task: task.id }).toString()}`,
    },
    peerHref: task.peerReview ? paths.peerOversight.to(of) : null,
  };
}

function countModel(
  show: QueueShow,
  { task, counts, where, t }: Pick<TaskGradingInput, 'task' | 'counts' | 'where' | 't'>,
): TaskGradingModel['counts'][number] {
  const filter = { ...wholeQueue, who: 'all', show, taskId: task.id } as const;
  return { text: t(`queue:show.${show}`, { number: counts.show[show] }), href: queueHref(filter, where) };
}

/** Stores whether names are hidden, and how grades go out unless somebody chooses otherwise. */
export function postTaskGrading(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { namesHidden, releaseMode } = readOwnForm(req, viewer, taskSettingsForm);
    const taskId = paramOf(req, 'task');
    await changeTaskSettings(deps.assessment, {
      ...{ cohortId: viewer.where.cohort, taskId, by: markerOf(viewer) },
      ...{ namesHidden: namesHidden === 'yes', releaseMode },
    });
    const back = paths.taskGrading.to({ ...viewer.where, task: taskId });
    res.redirect(303, withQueueNotice(back, '', { done: 'task-saved' }));
  };
}

/** Releases every grade of the task that waits for the others. */
export function postReleaseTask(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const taskId = paramOf(req, 'task');
    const place = { cohortId: viewer.where.cohort, taskId, by: markerOf(viewer) };
    const count = await releaseTogether(deps.assessment, place);
    const back = paths.taskGrading.to({ ...viewer.where, task: taskId });
    const done = count > 0 ? 'task-released' : 'none-released';
    res.redirect(303, withQueueNotice(back, '', { done, count }));
  };
}
