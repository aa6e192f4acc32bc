import type { RequestHandler } from 'express';
import { writeMessage } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { messageForm } from '../../../forms/hand-in-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { authorOf } from './author.ts';

/** A question to the trainers, before handing in too, or an answer to theirs. */
export function postTaskMessage(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { text } = readOwnForm(req, viewer, messageForm);
    const taskId = paramOf(req, 'task');
    const { cohortId } = viewer.enrolment;
    await writeMessage(deps.assessment, { from: 'author', author: authorOf(viewer), cohortId, taskId, text });
    res.redirect(303, `${paths.task.to({ ...viewer.where, task: taskId })}?done=sent`);
  };
}
