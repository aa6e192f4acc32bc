import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postDraft } from '../pages/learner/hand-in/save-draft.ts';
import { showWriteTask } from '../pages/learner/hand-in/write-task.ts';
import { paths } from '../paths.ts';

/** Where trainees write a task, hand it in and take it back. */
export function handInRoutes(deps: WebDeps, { allow }: RouteTools): Router {
  const router = Router();
  router.get(paths.writeTask.pattern, allow('hand-in'), showWriteTask(deps));
  // Who may store is in the save token: storing must work when the session has ended.
  router.post(paths.saveDraft.pattern, postDraft(deps));
  return router;
}
