import type { RequestHandler } from 'express';
import { z } from 'zod';
import {
  listMarkedTasks,
  listMarkedWorks,
  listTasks,
  summariseMarks,
  type ModerationSummary,
} from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { agreementRows, type AgreementRow } from './agreement-model.ts';
import { markerRows, type MarkerRow } from './marker-rows.ts';
import { workName } from './work-name.ts';

const query = z.object({ task: z.string().optional() });

/** Who gave which levels on a task, and how far markers agree. */
export function showModeration(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t, language } = contextOf(res);
    const { task: wish } = query.parse(req.query);
    const tasks = listTasks(deps.assessment);
    const marked = await listMarkedTasks(deps.assessment, where.cohort);
    const task =
      wish === undefined
        ? (tasks.find(({ id }) => marked.has(id)) ?? tasks[0])
        : tasks.find(({ id }) => id === wish);
    if (!task) throw new NotFound();
    const works = await listMarkedWorks(deps.assessment, { cohortId: where.cohort, taskId: task.id });
    const model = viewModel({
      ...{ tasks, task, where, t, language },
      contentLanguage: deps.curriculum().language,
      summary: summariseMarks(
        works,
        task.criteria.map(({ id }) => id),
      ),
    });
    deps.page(res, { view: 'trainer/moderation', title: t('moderation:title'), model });
  };
}

export interface ModerationInput {
  readonly tasks: readonly Task[];
  readonly task: Task;
  readonly summary: ModerationSummary;
  readonly contentLanguage: string;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface ModerationModel {
  readonly contentLanguage: string;
  readonly taskTitle: string;
  readonly taskHref: string;
  readonly action: string;
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly isCurrent: boolean }[];
  readonly summaryText: string;
  readonly isEmpty: boolean;
  readonly criteria: readonly string[];
  readonly markers: readonly MarkerRow[];
  readonly hasOutliers: boolean;
  /** Null where one trainer marks and nothing is marked twice: there is nothing that could agree. */
  readonly agreement: { readonly rows: readonly AgreementRow[]; readonly note: string | null } | null;
  readonly noAgreementText: string;
  readonly apart: readonly ApartModel[];
}

export interface ApartModel {
  readonly name: string;
  readonly href: string;
  readonly version: number;
  readonly criteria: readonly { readonly title: string; readonly first: number; readonly second: number }[];
}

export function viewModel(input: ModerationInput): ModerationModel {
  const { tasks, task, summary, where, t, language } = input;
  const markers = markerRows(summary, { t, language });
  return {
    contentLanguage: input.contentLanguage,
    taskTitle: task.title,
    taskHref: paths.taskGrading.to({ ...where, task: task.id }),
    action: paths.moderation.to(where),
    tasks: tasks.map(({ id, title }) => ({ id, title, isCurrent: id === task.id })),
    summaryText: `${t('moderation:works', { count: summary.works })} ${t('moderation:double', { count: summary.doubleMarked })}`,
    isEmpty: summary.works === 0,
    criteria: task.criteria.map(({ title }) => title),
    markers,
    hasOutliers: markers.some(({ cells }) => cells.some(({ offText }) => offText !== null)),
    agreement: summary.doubleMarked === 0 ? null : agreementRows(summary, task, { t, language }),
    noAgreementText: t(task.markers >= 2 ? 'moderation:noneTwiceYet' : 'moderation:oneMarker'),
    apart: summary.apart.map((work) => ({
      name: workName(work.authors, { t, language }),
      href: paths.grade.to({ ...where, submission: work.submissionId }),
      version: work.version,
      criteria: work.criteria.map(({ criterionId, first, second }) => ({
        title: titleOf(task, criterionId),
        ...{ first, second },
      })),
    })),
  };
}

function titleOf({ criteria }: Pick<Task, 'criteria'>, criterionId: string): string {
  return criteria.find(({ id }) => id === criterionId)?.title ?? criterionId;
}
