import type { Request, RequestHandler, Response } from 'express';
import {
  getReview,
  submitReview,
  type ChangedField,
  type ReviewSheet,
} from '../../../../assessment/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { emptyForm } from '../../../forms/learner-forms.ts';
import { parseReviewChanges, peerNotices } from '../../../forms/peer-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { reviewModel } from './review-model.ts';
import { placeOf } from './reviews.ts';

/** Somebody's work or a sample beside the form in which it is reviewed; handed in, what was said about it. */
export function showReview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const sheet = await getReview(deps.assessment, {
      ...placeOf(req, viewerOf(res)),
      reviewId: reviewIdOf(req),
    });
    showSheet(deps, res, { sheet, conflicts: [], typed: new Map(), status: 200 });
  };
}

/** Hands a review in. What another page has stored meanwhile is shown beside what was typed here. */
export function postReview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const place = { ...placeOf(req, viewer), reviewId: reviewIdOf(req) };
    const changes = parseReviewChanges(req.body);
    const { conflicts, missing, review } = await submitReview(deps.assessment, { ...place, changes });
    if (conflicts.length > 0) {
      const sheet = await getReview(deps.assessment, place);
      const typed = new Map(changes.map(({ field, value }) => [field, value]));
      showSheet(deps, res, { sheet, conflicts, typed, status: 409 });
      return;
    }
    const at = { ...viewer.where, task: place.taskId };
    const page = paths.peerReview.to({ ...at, review: place.reviewId });
    if (missing.length > 0) res.redirect(303, `${page}?missing=1`);
    else if (review.kind === 'work') res.redirect(303, `${paths.peerReviews.to(at)}?done=review`);
    else res.redirect(303, `${page}?done=${review.kind === 'practice' ? 'practice' : 'review'}`);
  };
}

function reviewIdOf(req: Request): ReviewSheet['review']['id'] {
  return asId<'peer-review'>(paramOf(req, 'review'));
}

export interface ShownSheet {
  readonly sheet: ReviewSheet;
  readonly conflicts: readonly ChangedField[];
  /** By field, what stands in the form instead of what is stored. */
  readonly typed: ReadonlyMap<string, string>;
  readonly status: number;
}

function showSheet(deps: WebDeps, res: Response, { status, ...shown }: ShownSheet): void {
  const { where, enrolment } = viewerOf(res);
  const { t, language } = contextOf(res);
  const model = reviewModel({
    ...{ ...shown, where, t, language },
    owner: enrolment.id,
    contentLanguage: deps.curriculum().language,
    notices: peerNotices.parse(res.req.query),
  });
  deps.page(res, {
    view: 'learner/peer-review',
    title: model.title,
    model,
    status,
    scripts: ['peer-review.js'],
  });
}
