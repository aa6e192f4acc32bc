import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { paths } from '../paths.ts';
import { showHome } from '../pages/learner/home.ts';
import { postLessonMark, showLesson } from '../pages/learner/lesson.ts';
import { postRemoveNote, postRestoreNote, showLog } from '../pages/learner/log.ts';
import { showModule } from '../pages/learner/module.ts';
import { showQuestion } from '../pages/learner/question.ts';
import { postStartAttempt, showQuiz } from '../pages/learner/quiz.ts';
import { postProblem } from '../pages/learner/report-problem.ts';
import { showResult } from '../pages/learner/result.ts';
import { postSubmitAttempt, showReview } from '../pages/learner/review.ts';
import { postAnswer, refuseLargeAnswer } from '../pages/learner/save-answer.ts';
import { postLogNote } from '../pages/learner/save-log-note.ts';
import { sendOwnRecord } from '../pages/record.ts';
import { showTask } from '../pages/learner/task.ts';

/** The pages on which trainees read and take quizzes; trainers see them as trainees do. */
export function learnerRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.home.pattern, allow('read'), showHome(deps));
  router.get(paths.module.pattern, allow('read'), showModule(deps));
  router.get(paths.lesson.pattern, allow('read'), showLesson(deps));
  router.post(paths.markLesson.pattern, form, allow('learn'), postLessonMark(deps));
  router.get(paths.task.pattern, allow('read'), showTask(deps));
  router.get(paths.quiz.pattern, allow('read'), showQuiz(deps));
  router.post(paths.startAttempt.pattern, form, allow('read'), postStartAttempt(deps));
  router.get(paths.question.pattern, allow('read'), showQuestion(deps));
  router.get(paths.attemptReview.pattern, allow('read'), showReview(deps));
  router.post(paths.submitAttempt.pattern, form, allow('read'), postSubmitAttempt(deps));
  router.get(paths.attemptResult.pattern, allow('read'), showResult(deps));
  router.post(paths.reportProblem.pattern, form, allow('learn'), postProblem(deps));
  router.get(paths.log.pattern, allow('learn'), showLog(deps));
  router.post(paths.removeLogNote.pattern, form, allow('learn'), postRemoveNote(deps));
  router.post(paths.restoreLogNote.pattern, form, allow('learn'), postRestoreNote(deps));
  router.get(paths.ownRecord.pattern, allow('read'), sendOwnRecord(deps));
  // Who may store is in the save token: storing must work when the session has ended.
  router.post(paths.saveAnswer.pattern, refuseLargeAnswer, postAnswer(deps));
  router.post(paths.saveLogNote.pattern, postLogNote(deps));
  return router;
}
