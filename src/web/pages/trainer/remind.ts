import type { RequestHandler } from 'express';
import { z } from 'zod';
import { remindDrafts } from '../../../assessment/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { severalForm } from '../../forms/queue-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { markerOf } from './actor.ts';
import { queueFilterOf, queueQuery } from './queue-filter.ts';
import { withQueueNotice } from './queue-notice.ts';

const remindForm = z.object({ work: severalForm });

/** Reminds those ticked whose task is written, but not handed in. */
export function postRemind(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { work } = readOwnForm(req, viewer, remindForm);
    const count = await remindDrafts(deps.assessment, {
      cohortId: viewer.where.cohort,
      by: markerOf(viewer),
      submissionIds: work.map((id) => asId<'submission'>(id)),
    });
    const query = queueQuery(queueFilterOf(req.query));
    const done = count > 0 ? 'reminded' : 'nobody-reminded';
    res.redirect(303, withQueueNotice(paths.queue.to(viewer.where), query, { done, count }));
  };
}
