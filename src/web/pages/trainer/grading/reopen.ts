import type { RequestHandler } from 'express';
import { gradeAgain, reopenFailed } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { reopenTaskForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref, type GradeNotice } from './address.ts';
import { gradePlaceOf } from './grade-place.ts';

/** Lets the authors of a failed task hand in once more, or begins another grade of a version that was graded. */
export function postReopenTask(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { what, reason, queue } = readOwnForm(req, viewer, reopenTaskForm);
    const place = gradePlaceOf(req, viewer);
    const lead = (notice: GradeNotice): void =>
      res.redirect(
        303,
        gradeHref({ where: viewer.where, submission: place.submissionId, queue }, { notice }),
      );
    if (reason === '') {
      lead('reason-missing');
      return;
    }
    await (what === 'reopen' ? reopenFailed : gradeAgain)(deps.assessment, { ...place, reason });
    lead(what === 'reopen' ? 'reopened' : 'again');
  };
}
