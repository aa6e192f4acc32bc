import type { ActivityDates } from '../../../../cohorts/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { activityDatesModel, type ActivityDatesModel } from '../dates/activity-dates.ts';
import type { Response } from 'express';

export interface OwnDates {
  readonly dates: ActivityDates;
  readonly model: ActivityDatesModel;
}

/** The dates of a task as they hold for the viewer: a trainee's own, with every extension; everybody's for others. */
export async function ownDatesOf(deps: WebDeps, res: Response, taskId: string): Promise<OwnDates> {
  const viewer = viewerOf(res);
  const { enrolment } = viewer;
  const { t, language } = contextOf(res);
  const personal = await deps.schedule.datesFor(
    enrolment.cohortId,
    viewer.may('hand-in') ? enrolment.id : null,
  );
  const dates = personal.of({ kind: 'task', id: taskId });
  const situation = { timeZone: personal.timeZone, now: deps.clock(), t, language };
  return { dates, model: activityDatesModel(dates, situation) };
}
