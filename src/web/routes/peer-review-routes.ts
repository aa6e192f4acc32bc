import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postReview, showReview } from '../pages/learner/peer-review/review.ts';
import { postReviews, postUseful, showReviews } from '../pages/learner/peer-review/reviews.ts';
import { postSaveReview } from '../pages/learner/peer-review/save-review.ts';
import { postOversight, showOversight } from '../pages/trainer/peer-oversight.ts';
import { paths } from '../paths.ts';

/** Reviews among trainees: writing them, reading them, and what trainers see of them. */
export function peerReviewRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.peerReviews.pattern, allow('hand-in'), showReviews(deps));
  router.post(paths.peerReviews.pattern, form, allow('hand-in'), postReviews(deps));
  router.get(paths.peerReview.pattern, allow('hand-in'), showReview(deps));
  router.post(paths.peerReview.pattern, form, allow('hand-in'), postReview(deps));
  router.post(paths.ratePeerReview.pattern, form, allow('hand-in'), postUseful(deps));
  // Who may store is in the save token: storing must work when the session has ended.
  router.post(paths.savePeerReview.pattern, postSaveReview(deps));
  router.get(paths.peerOversight.pattern, allow('oversee'), showOversight(deps));
  router.post(paths.peerOversight.pattern, form, allow('grade'), postOversight(deps));
  return router;
}
