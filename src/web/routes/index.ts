import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { formGuard } from '../middleware/form-guard.ts';
import { permission } from '../middleware/viewer.ts';
import { datesRoutes } from './dates-routes.ts';
import { feedbackRoutes } from './feedback-routes.ts';
import { handInRoutes } from './hand-in-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { gradingRoutes } from './grading-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { learnerRoutes } from './learner-routes.ts';
import { peerReviewRoutes } from './peer-review-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { siteRoutes } from './site-routes.ts';
import { trainerRoutes } from './trainer-routes.ts';

/** Every route of the tool's own pages. */
export function toolRoutes(deps: WebDeps): Router {
  const tools: RouteTools = { allow: permission(deps.people, deps.cohorts), form: formGuard };
  return Router().use(
    siteRoutes(deps.page),
    learnerRoutes(deps, tools),
    handInRoutes(deps, tools),
    fileRoutes(deps, tools),
    feedbackRoutes(deps, tools),
    peerReviewRoutes(deps, tools),
    libraryRoutes(deps, tools),
    gradingRoutes(deps, tools),
    queueRoutes(deps, tools),
    trainerRoutes(deps, tools),
    datesRoutes(deps, tools),
    noticeRoutes(deps, tools),
  );
}
