import type { RequestHandler } from 'express';
import {
  changeLevelPoints,
  getTask,
  getTaskSettings,
  levelPointsOf,
  previewLevelPoints,
  type LevelPoints,
} from '../../../assessment/index.ts';
import { DomainError } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { levelPointsForm } from '../../forms/queue-forms.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { paramOf } from '../learner/participant.ts';
import { markerOf } from './actor.ts';
import { levelPointsModel, type PointsTyped } from './level-points-model.ts';
import { withQueueNotice } from './queue-notice.ts';

/** What the levels of a task are worth in this cohort. */
export function showLevelPoints(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const context = contextOf(res);
    const task = getTask(deps.assessment, paramOf(req, 'task'));
    const settings = await getTaskSettings(deps.assessment, where.cohort, task.id);
    const typed = typedFrom(levelPointsOf(task, settings));
    const model = levelPointsModel({ task, where, ...context, typed, problem: null, affected: null });
    showForm(deps, res, { ...model, contentLanguage: deps.curriculum().language });
  };
}

/** Shows whom other points affect, and with `confirm` sets them. */
export function postLevelPoints(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const context = contextOf(res);
    const form = readOwnForm(req, viewer, levelPointsForm);
    const task = getTask(deps.assessment, paramOf(req, 'task'));
    const place = { cohortId: where.cohort, taskId: task.id, levelPoints: pointsOf(form) };
    try {
      const affected = await previewLevelPoints(deps.assessment, place);
      const problem = form.reason === '' ? ('reason' as const) : null;
      if (form.step === 'confirm' && !problem) {
        const count = await changeLevelPoints(deps.assessment, {
          ...place,
          ...{ by: markerOf(viewer), reason: form.reason },
        });
        const back = paths.taskGrading.to({ ...where, task: task.id });
        res.redirect(303, withQueueNotice(back, '', { done: 'points-changed', count }));
        return;
      }
      const input = { task, where, ...context, typed: form, problem, affected: problem ? null : affected };
      showForm(deps, res, { ...levelPointsModel(input), contentLanguage: deps.curriculum().language });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'level-points-out-of-range')) throw error;
      const input = { task, where, ...context, typed: form, problem: 'range', affected: null } as const;
      showForm(deps, res, { ...levelPointsModel(input), contentLanguage: deps.curriculum().language });
    }
  };
}

function showForm(deps: WebDeps, res: Parameters<RequestHandler>[1], model: object): void {
  const { t } = contextOf(res);
  deps.page(res, { view: 'trainer/level-points', title: t('oversight:points.title'), model });
}

function typedFrom([level1, level2, level3, level4]: LevelPoints): PointsTyped {
  return {
    ...{ level1: String(level1), level2: String(level2), level3: String(level3), level4: String(level4) },
    reason: '',
  };
}

/** What is no number is no points: the rule refuses it. */
function pointsOf({ level1, level2, level3, level4 }: PointsTyped): LevelPoints {
  const read = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);
  return [read(level1), read(level2), read(level3), read(level4)];
}
