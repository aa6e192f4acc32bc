import type { RequestHandler } from 'express';
import { saveReviewByToken } from '../../../../assessment/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { parseReviewChanges, reviewForm } from '../../../forms/peer-forms.ts';
import { readForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { paths } from '../../../paths.ts';

/**
 * Stores what is typed into a review by the token of its page; needs no session. Scripts get JSON; a form leads back to
 * its page, or shows both texts where another page has changed the same one.
 */
export function postSaveReview(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { token, cohort, placement, task, review } = readForm(req, reviewForm);
    const changes = parseReviewChanges(req.body);
    const { savedAt, fields } = await saveReviewByToken(deps.assessment, { token, changes });
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ savedAt: savedAt.getTime(), fields });
      return;
    }
    const where = { cohort: asId<'cohort'>(cohort), placement: asId<'placement'>(placement) };
    const href = paths.peerReview.to({ ...where, task, review });
    const conflicts = fields.filter(({ state }) => state === 'conflict');
    if (conflicts.length === 0) {
      res.redirect(303, href);
      return;
    }
    const texts = conflicts.map(({ field, stored }) => ({
      stored,
      typed: changes.find((change) => change.field === field)?.value ?? '',
    }));
    const { t } = contextOf(res);
    const view = 'learner/peer-review-conflict';
    deps.page(res, { view, title: t('peer:conflict.title'), status: 409, model: { texts, href } });
  };
}
