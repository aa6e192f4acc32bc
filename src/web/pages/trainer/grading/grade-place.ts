import type { Request } from 'express';
import type { GradingPlace, SubmissionId } from '../../../../assessment/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { Viewer } from '../../../middleware/viewer.ts';
import { paramOf } from '../../learner/participant.ts';
import { markerOf } from '../actor.ts';

/** The submission of the address, and who grades. */
export function gradePlaceOf(req: Request, viewer: Viewer): GradingPlace {
  return { cohortId: viewer.where.cohort, submissionId: submissionOf(req), by: markerOf(viewer) };
}

function submissionOf(req: Request): SubmissionId {
  return asId<'submission'>(paramOf(req, 'submission'));
}
