import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { grantAttempts, type GrantKind } from '../../../learning/index.ts';
import { asId, type EnrolmentId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { MalformedRequest } from '../../errors/web-errors.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { grantForm } from '../../forms/trainer-forms.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { paramOf } from '../learner/participant.ts';
import { actorOf } from './actor.ts';
import { withNotice } from './notice.ts';

type GrantForm = z.output<typeof grantForm>;

/** Grants attempts or time to those chosen, or to the whole cohort. */
export function postGrant(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { where } = viewer;
    const form = readOwnForm(req, viewer, grantForm);
    const quizId = paramOf(req, 'quiz');
    const back = paths.quizOverview.to({ ...where, quiz: quizId });
    if (form.reason === '') {
      res.redirect(303, withNotice(back, { notice: 'reason-missing' }));
      return;
    }
    if (form.whom === 'chosen' && form.person.length === 0) {
      res.redirect(303, withNotice(back, { notice: 'nobody-chosen' }));
      return;
    }
    await grantAttempts(deps.learning, {
      cohortId: where.cohort,
      quizId,
      enrolmentIds: form.whom === 'everyone' ? null : await ofThisCohort(deps, where.cohort, form.person),
      grant: grantOf(form),
      reason: form.reason,
      by: actorOf(viewer),
    });
    res.redirect(303, withNotice(back, { notice: 'granted', count: form.person.length }));
  };
}

/** Ids from a form count only where they are people of this cohort. */
async function ofThisCohort(
  deps: WebDeps,
  cohortId: Parameters<WebDeps['people']['listEnrolments']>[0],
  ids: readonly string[],
): Promise<EnrolmentId[]> {
  const known = new Set<string>((await deps.people.listEnrolments(cohortId)).map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) throw new MalformedRequest();
  return ids.map((id) => asId<'enrolment'>(id));
}

function grantOf({ kind, attempts, minutes }: GrantForm): GrantKind {
  if (kind === 'no-time-limit') return { kind };
  if (kind === 'extra-attempts' && attempts !== null) return { kind, attempts };
  if (kind === 'extra-attempts' || minutes === null) throw new MalformedRequest();
  return { kind, minutes };
}
