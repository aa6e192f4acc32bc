import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postGrant } from '../pages/trainer/grant.ts';
import { showOverview } from '../pages/trainer/overview.ts';
import { showQuizOverview } from '../pages/trainer/quiz-overview.ts';
import { postResend, showScores } from '../pages/trainer/scores.ts';
import { postRoster, postSettings, showSettings } from '../pages/trainer/settings.ts';
import { showTrainee } from '../pages/trainer/trainee.ts';
import { showTrainerNotes } from '../pages/trainer/trainer-notes.ts';
import { paths } from '../paths.ts';

/** The trainer's pages: who may come, and what happens. */
export function trainerRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.overview.pattern, allow('oversee'), showOverview(deps));
  router.get(paths.trainee.pattern, allow('oversee'), showTrainee(deps));
  router.get(paths.quizOverview.pattern, allow('oversee'), showQuizOverview(deps));
  router.post(paths.grant.pattern, form, allow('manage'), postGrant(deps));
  router.get(paths.scores.pattern, allow('oversee'), showScores(deps));
  router.post(paths.resendScore.pattern, form, allow('manage'), postResend(deps));
  router.get(paths.cohortSettings.pattern, allow('manage'), showSettings(deps));
  router.post(paths.cohortSettings.pattern, form, allow('manage'), postSettings(deps));
  router.post(paths.refreshRoster.pattern, form, allow('manage'), postRoster(deps));
  router.get(paths.trainerNotes.pattern, allow('read-trainer-notes'), showTrainerNotes(deps));
  return router;
}
