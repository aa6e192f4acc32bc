import type { RequestHandler } from 'express';
import { releaseNow, takeBackMark } from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { releaseForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref } from './address.ts';
import { gradePlaceOf } from './grade-place.ts';

/** Releases a finished grade that waits, or opens its mark again before anybody was told. */
export function postRelease(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { what, queue } = readOwnForm(req, viewer, releaseForm);
    const place = gradePlaceOf(req, viewer);
    const isRelease = what === 'release';
    await (isRelease ? releaseNow : takeBackMark)(deps.assessment, place);
    const back = { where: viewer.where, submission: place.submissionId, queue };
    res.redirect(303, gradeHref(back, { notice: isRelease ? 'released' : 'taken-back' }));
  };
}
