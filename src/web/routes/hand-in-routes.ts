import { Router } from 'express';
import type { RouteTools, WebDeps } from '../deps.ts';
import { postAuthors, postInvitation } from '../pages/learner/hand-in/authors.ts';
import { postHandIn, showHandIn } from '../pages/learner/hand-in/hand-in.ts';
import { postTaskMessage } from '../pages/learner/hand-in/message.ts';
import { postDraft } from '../pages/learner/hand-in/save-draft.ts';
import { postWithdraw } from '../pages/learner/hand-in/withdraw.ts';
import { showWriteTask } from '../pages/learner/hand-in/write-task.ts';
import { paths } from '../paths.ts';

/** Where trainees write a task, hand it in and take it back, alone or with others, and ask about it. */
export function handInRoutes(deps: WebDeps, { allow, form }: RouteTools): Router {
  const router = Router();
  router.get(paths.writeTask.pattern, allow('hand-in'), showWriteTask(deps));
  // Who may store is in the save token: storing must work when the session has ended.
  router.post(paths.saveDraft.pattern, postDraft(deps));
  router.get(paths.handIn.pattern, allow('hand-in'), showHandIn(deps));
  router.post(paths.handIn.pattern, form, allow('hand-in'), postHandIn(deps));
  router.post(paths.withdraw.pattern, form, allow('hand-in'), postWithdraw(deps));
  router.post(paths.taskMessages.pattern, form, allow('hand-in'), postTaskMessage(deps));
  router.post(paths.taskAuthors.pattern, form, allow('hand-in'), postAuthors(deps));
  router.post(paths.taskInvitation.pattern, form, allow('hand-in'), postInvitation(deps));
  return router;
}
