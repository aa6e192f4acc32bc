import type { RequestHandler } from 'express';
import {
  releaseAlone,
  releaseNow,
  takeBackMark,
  type AssessmentDeps,
  type GradingPlace,
} from '../../../../assessment/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { releaseForm, type ReleaseForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { gradeHref, type GradeNotice } from './address.ts';
import { gradePlaceOf } from './grade-place.ts';

/** Releases a finished grade that waits, also for a second marker, or opens its mark again before anybody was told. */
export function postRelease(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, releaseForm);
    const place = gradePlaceOf(req, viewer);
    const notice = await carryOut(deps.assessment, place, form);
    const back = { where: viewer.where, submission: place.submissionId, queue: form.queue };
    res.redirect(303, gradeHref(back, { notice }));
  };
}

async function carryOut(
  assessment: AssessmentDeps,
  place: GradingPlace,
  { what, reason }: ReleaseForm,
): Promise<GradeNotice> {
  if (what === 'take-back') {
    await takeBackMark(assessment, place);
    return 'taken-back';
  }
  if (what === 'alone' && reason === '') return 'reason-missing';
  if (what === 'alone') await releaseAlone(assessment, { ...place, reason });
  else await releaseNow(assessment, place);
  return 'released';
}
