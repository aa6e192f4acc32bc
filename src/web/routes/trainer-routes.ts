import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postReopen, showTraineeAttempt } from '../pages/trainer/attempt.ts';
import { postCorrection, showCorrection } from '../pages/trainer/correction.ts';
import { postGrant } from '../pages/trainer/grant.ts';
import { showOverview } from '../pages/trainer/overview.ts';
import { showQuizOverview } from '../pages/trainer/quiz-overview.ts';
import { postResend, showScores } from '../pages/trainer/scores.ts';
import { postRoster, postSettings, showSettings } from '../pages/trainer/settings.ts';
import { postSettle, showStatistics } from '../pages/trainer/statistics.ts';
import { showTrainee } from '../pages/trainer/trainee.ts';
import { showTrainerNotes } from '../pages/trainer/trainer-notes.ts';
import { showWorkshop } from '../pages/trainer/workshop.ts';
import { sendPersonRecord } from '../pages/record.ts';
import { paths } from '../paths.ts';

/** The trainer's pages: who may come, and what happens. */
export function trainerRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.overview.pattern, allow('oversee'), showOverview(deps));
  router.get(paths.trainee.pattern, allow('oversee'), showTrainee(deps));
  router.get(paths.personRecord.pattern, allow('manage'), sendPersonRecord(deps));
  router.get(paths.quizOverview.pattern, allow('oversee'), showQuizOverview(deps));
  router.post(paths.grant.pattern, form, allow('manage'), postGrant(deps));
  router.get(paths.questionStatistics.pattern, allow('oversee'), showStatistics(deps));
  router.post(paths.questionStatistics.pattern, form, allow('manage'), postSettle(deps));
  router.get(paths.correction.pattern, allow('manage'), showCorrection(deps));
  router.post(paths.correction.pattern, form, allow('manage'), postCorrection(deps));
  router.get(paths.traineeAttempt.pattern, allow('oversee'), showTraineeAttempt(deps));
  router.post(paths.reopenAttempt.pattern, form, allow('manage'), postReopen(deps));
  router.get(paths.scores.pattern, allow('oversee'), showScores(deps));
  router.post(paths.resendScore.pattern, form, allow('manage'), postResend(deps));
  router.get(paths.cohortSettings.pattern, allow('manage'), showSettings(deps));
  router.post(paths.cohortSettings.pattern, form, allow('manage'), postSettings(deps));
  router.post(paths.refreshRoster.pattern, form, allow('manage'), postRoster(deps));
  router.get(paths.trainerNotes.pattern, allow('read-trainer-notes'), showTrainerNotes(deps));
  router.get(paths.workshop.pattern, allow('read-trainer-notes'), showWorkshop(deps));
  return router;
}
