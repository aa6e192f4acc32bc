import type { Request, RequestHandler } from 'express';
import {
  beginReview,
  clearWork,
  getPeerStanding,
  rateReview,
  type FindsDetails,
} from '../../../../assessment/index.ts';
import { asId, type EnrolmentId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { peerActionForm, peerNotices, usefulForm } from '../../../forms/peer-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf, type Viewer } from '../../../middleware/viewer.ts';
import { paths, type Where } from '../../../paths.ts';
import { authorOf } from '../hand-in/author.ts';
import { paramOf } from '../participant.ts';
import { ownDetailsIn } from './own-details.ts';
import { reviewsModel } from './reviews-model.ts';

/** What a trainee reviews, and what others said about their work. */
export function showReviews(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const standing = await getPeerStanding(deps.assessment, {
      ...placeOf(req, viewer),
      findsDetails: detailsFinder(deps, viewer),
    });
    const { heldBack, own } = standing;
    const details =
      heldBack && own
        ? await ownDetailsIn(deps, viewer, { version: heldBack.version, authors: own.authors })
        : [];
    const model = reviewsModel({
      ...{ standing, details, where: viewer.where, t },
      contentLanguage: deps.curriculum().language,
      notices: peerNotices.parse(req.query),
    });
    deps.page(res, { view: 'learner/reviews', title: model.title, model });
  };
}

/** Takes the next review, or says that one's own work may go out as it is. */
export function postReviews(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, peerActionForm);
    const place = placeOf(req, viewer);
    const back = paths.peerReviews.to({ ...viewer.where, task: place.taskId });
    if (form.do === 'clear') {
      await clearWork(deps.assessment, { ...place, by: authorOf(viewer) });
      res.redirect(303, `${back}?done=cleared`);
      return;
    }
    const review = await beginReview(deps.assessment, {
      ...place,
      reviewer: authorOf(viewer),
      takesSample: form.do === 'sample',
      findsDetails: detailsFinder(deps, viewer),
    });
    const at = { ...viewer.where, task: place.taskId };
    res.redirect(303, review ? paths.peerReview.to({ ...at, review: review.id }) : `${back}?done=none`);
  };
}

/** A receiver says how useful a review was. */
export function postUseful(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { usefulness } = readOwnForm(req, viewer, usefulForm);
    const place = placeOf(req, viewer);
    const reviewId = asId<'peer-review'>(paramOf(req, 'review'));
    await rateReview(deps.assessment, { ...place, reviewId, usefulness });
    res.redirect(303, `${paths.peerReviews.to({ ...viewer.where, task: place.taskId })}?done=rated#received`);
  };
}

export function placeOf(
  req: Request,
  { enrolment, where }: Viewer,
): { readonly cohortId: Where['cohort']; readonly taskId: string; readonly enrolmentId: EnrolmentId } {
  return { cohortId: where.cohort, taskId: paramOf(req, 'task'), enrolmentId: enrolment.id };
}

function detailsFinder(deps: WebDeps, viewer: Viewer): FindsDetails {
  return async (version, authors) => (await ownDetailsIn(deps, viewer, { version, authors })).length > 0;
}
