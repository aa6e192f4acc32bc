import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { takeSheet } from '../forms/take-sheet.ts';
import { postAllocate, showAllocate } from '../pages/trainer/allocate.ts';
import { sendArchive } from '../pages/trainer/archive.ts';
import { postLevelPoints, showLevelPoints } from '../pages/trainer/level-points.ts';
import { showModeration } from '../pages/trainer/moderation.ts';
import { showQueue } from '../pages/trainer/queue.ts';
import { postRemind } from '../pages/trainer/remind.ts';
import { postSheet, showSheet } from '../pages/trainer/sheet.ts';
import { postReleaseTask, postTaskGrading, showTaskGrading } from '../pages/trainer/task-grading.ts';
import { paths } from '../paths.ts';

/** What trainers see and do of many hand-ins at once: who may come, and what happens. */
export function queueRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.queue.pattern, allow('grade'), showQueue(deps));
  router.get(paths.allocate.pattern, allow('grade'), showAllocate(deps));
  router.post(paths.allocate.pattern, form, allow('grade'), postAllocate(deps));
  router.post(paths.remind.pattern, form, allow('grade'), postRemind(deps));
  router.get(paths.taskGrading.pattern, allow('grade'), showTaskGrading(deps));
  router.post(paths.taskGrading.pattern, form, allow('manage'), postTaskGrading(deps));
  router.post(paths.releaseTask.pattern, form, allow('grade'), postReleaseTask(deps));
  router.get(paths.taskArchive.pattern, allow('grade'), sendArchive(deps));
  router.get(paths.gradeSheet.pattern, allow('grade'), showSheet(deps));
  // The form carries a file, so its fields are there only after it is read.
  router.post(paths.gradeSheet.pattern, allow('grade'), takeSheet, form, postSheet(deps));
  router.get(paths.levelPoints.pattern, allow('manage'), showLevelPoints(deps));
  router.post(paths.levelPoints.pattern, form, allow('manage'), postLevelPoints(deps));
  router.get(paths.moderation.pattern, allow('grade'), showModeration(deps));
  return router;
}
