import type { RequestHandler } from 'express';
import { writeMessage } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { answerAuthorForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref } from './address.ts';
import { gradePlaceOf } from './grade-place.ts';

/** Writes to the authors; sent at once, whatever becomes of the grade. */
export function postAnswer(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { text, queue } = readOwnForm(req, viewer, answerAuthorForm);
    const place = gradePlaceOf(req, viewer);
    if (text !== '') await writeMessage(deps.assessment, { ...place, from: 'trainer', text });
    const back = { where: viewer.where, submission: place.submissionId, queue };
    res.redirect(303, `${gradeHref(back, { notice: text === '' ? 'empty' : 'answered' })}#messages`);
  };
}
