import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { DeliveryStatus } from '../../../delivery/index.ts';
import type { WebDeps } from '../../deps.ts';
import { emptyForm } from '../../forms/learner-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { paramOf } from '../learner/participant.ts';
import { deliveryModel, type DeliveryModel } from './delivery-model.ts';
import { noticeModel, noticeQuery, withNotice, type NoticeModel } from './notice.ts';
import { personName } from './person-name.ts';

const states = ['parked', 'waiting', 'delivered'] as const;
const query = noticeQuery.extend({ state: z.enum(states).optional().catch(undefined) });
const mostShown = 500;

/** Every score of the cohort: what waits, what was refused and why, what has arrived. */
export function showScores(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const wish = query.parse(req.query);
    const [deliveries, enrolments] = await Promise.all([
      deps.outbox.list({
        cohortId: where.cohort,
        limit: mostShown,
        ...(wish.state ? { state: wish.state } : {}),
      }),
      deps.people.listEnrolments(where.cohort),
    ]);
    const names = new Map<string, string>(
      enrolments.map((enrolment) => [enrolment.id, personName(enrolment, t)]),
    );
    const model = viewModel({
      ...{ deliveries, names, where, t },
      state: wish.state ?? null,
      notice: noticeModel(wish, t),
    });
    deps.page(res, { view: 'trainer/scores', title: t('trainer:scores.title'), model });
  };
}

export interface ScoresInput {
  readonly deliveries: readonly DeliveryStatus[];
  readonly names: ReadonlyMap<string, string>;
  readonly state: (typeof states)[number] | null;
  readonly notice: NoticeModel | null;
  readonly where: Where;
  readonly t: Translate;
}

export interface ScoresModel {
  readonly rows: readonly (DeliveryModel & { readonly name: string; readonly personHref: string })[];
  readonly filters: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly notice: NoticeModel | null;
}

export function viewModel({ deliveries, names, state, notice, where, t }: ScoresInput): ScoresModel {
  const here = paths.scores.to(where);
  return {
    rows: deliveries.map((delivery) => ({
      ...deliveryModel(delivery, { where, t }),
      name: names.get(delivery.enrolmentId) ?? t('trainer:grant.somebodyWhoLeft'),
      personHref: paths.trainee.to({ ...where, enrolment: delivery.enrolmentId }),
    })),
    filters: [null, ...states].map((filter) => ({
      text: filter === null ? t('trainer:scores.all') : t(`trainer:lms.${filter}`),
      href: filter === null ? here : `${here}?state=${filter}`,
      isCurrent: filter === state,
    })),
    notice,
  };
}

/** Sends a score once more, by hand. */
export function postResend(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const isQueued = await deps.outbox.resend(paramOf(req, 'delivery'), viewer.where.cohort);
    const notice = isQueued ? 'resent' : 'not-resent';
    res.redirect(303, withNotice(paths.scores.to(viewer.where), { notice }));
  };
}
