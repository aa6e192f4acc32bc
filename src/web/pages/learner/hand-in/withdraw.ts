import type { RequestHandler } from 'express';
import { withdraw } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { emptyForm } from '../../../forms/learner-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { authorOf } from './author.ts';
import { ownDatesOf } from './own-dates.ts';

/** Takes back what waits. */
export function postWithdraw(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const taskId = paramOf(req, 'task');
    const { dates } = await ownDatesOf(deps, res, taskId);
    await withdraw(deps.assessment, {
      ...{ author: authorOf(viewer), cohortId: viewer.enrolment.cohortId, taskId },
      closesAt: dates.closesAt,
    });
    res.redirect(303, `${paths.task.to({ ...viewer.where, task: taskId })}?done=withdrawn`);
  };
}
