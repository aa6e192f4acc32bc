import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postAnswer } from '../pages/trainer/grading/answer.ts';
import { postClaim } from '../pages/trainer/grading/claim.ts';
import { postBank, showBank } from '../pages/trainer/grading/comment-bank.ts';
import { postFinish } from '../pages/trainer/grading/finish.ts';
import { showGrade } from '../pages/trainer/grading/grade.ts';
import { postRelease } from '../pages/trainer/grading/release.ts';
import { postReopenTask } from '../pages/trainer/grading/reopen.ts';
import { postMark } from '../pages/trainer/grading/save-mark.ts';
import { paths } from '../paths.ts';

/** The grading screen: who may come, and what happens. A mark is stored by the token of its page, without a session. */
export function gradingRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.grade.pattern, allow('grade'), showGrade(deps));
  router.post(paths.saveMark.pattern, postMark(deps));
  router.post(paths.claim.pattern, form, allow('grade'), postClaim(deps));
  router.post(paths.finishMark.pattern, form, allow('grade'), postFinish(deps));
  router.post(paths.answerAuthor.pattern, form, allow('grade'), postAnswer(deps));
  router.post(paths.release.pattern, form, allow('grade'), postRelease(deps));
  router.post(paths.reopenTask.pattern, form, allow('grade'), postReopenTask(deps));
  router.get(paths.commentBank.pattern, allow('grade'), showBank(deps));
  router.post(paths.commentBank.pattern, form, allow('grade'), postBank(deps));
  return router;
}
