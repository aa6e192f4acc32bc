import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { showDates } from '../pages/learner/dates/dates.ts';
import { showCohortDates } from '../pages/trainer/dates/cohort-dates.ts';
import { postExtensions, showExtensions } from '../pages/trainer/dates/extensions.ts';
import { postDates } from '../pages/trainer/dates/post-dates.ts';
import { paths } from '../paths.ts';

/** When quizzes and tasks open, are due and close: to read, to set, to extend. */
export function datesRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.dates.pattern, allow('read'), showDates(deps));
  router.get(paths.cohortDates.pattern, allow('manage'), showCohortDates(deps));
  router.post(paths.cohortDates.pattern, form, allow('manage'), postDates(deps));
  router.get(paths.extensions.pattern, allow('manage'), showExtensions(deps));
  router.post(paths.extensions.pattern, form, allow('manage'), postExtensions(deps));
  return router;
}
