import type { RequestHandler } from 'express';
import { claimSubmission, giveBack } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { claimForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref, queueHref } from './address.ts';
import { gradePlaceOf } from './grade-place.ts';

/** Holds a work for grading, takes it over from another marker, or lets others have it. */
export function postClaim(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const { what, queue } = readOwnForm(req, viewer, claimForm);
    const place = gradePlaceOf(req, viewer);
    if (what === 'give-back') {
      await giveBack(deps.assessment, place);
      res.redirect(303, queueHref({ where, queue }));
      return;
    }
    await claimSubmission(deps.assessment, { ...place, takeOver: what === 'take-over' });
    res.redirect(303, gradeHref({ where, queue, submission: place.submissionId }, { notice: 'claimed' }));
  };
}
