import type { Request, RequestHandler, Response } from 'express';
import { handIn, reviewDraft, type ReviewedDraft } from '../../../../assessment/index.ts';
import { DomainError } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { checkNotices } from '../../../forms/hand-in-forms.ts';
import { emptyForm } from '../../../forms/learner-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import { paramOf } from '../participant.ts';
import { authorOf } from './author.ts';
import { checkModel } from './check-model.ts';
import { ownDatesOf, type OwnDates } from './own-dates.ts';
import { receiptModel } from './receipt-model.ts';

/** The last look before a task is handed in; the receipt afterwards. */
export function showHandIn(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const taskId = paramOf(req, 'task');
    const { enrolment, cohort } = viewer;
    const [reviewed, dates] = await Promise.all([
      reviewDraft(deps.assessment, {
        ...{ author: authorOf(viewer), cohortId: enrolment.cohortId, taskId },
        known: { name: enrolment.name, email: enrolment.email, school: cohort.title },
      }),
      ownDatesOf(deps, res, taskId),
    ]);
    if (reviewed.draft.open) showCheck(deps, { req, res, reviewed, dates });
    else showReceipt(deps, res, { reviewed, dates });
  };
}

/** Hands in what the page before showed, and nothing that came later. A second click finds the first one's version. */
export function postHandIn(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    readOwnForm(req, viewer, emptyForm);
    const taskId = paramOf(req, 'task');
    const { cohortId } = viewer.enrolment;
    const here = paths.handIn.to({ ...viewer.where, task: taskId });
    const { dates } = await ownDatesOf(deps, res, taskId);
    try {
      await handIn(deps.assessment, {
        ...{ author: authorOf(viewer), cohortId, taskId },
        ...{ opensAt: dates.opensAt, dueAt: dates.dueAt, closesAt: dates.closesAt },
        seenRevisions: seenRevisions(req),
      });
    } catch (error) {
      if (!isStale(error)) throw error;
      res.redirect(303, `${here}?changed=1`);
      return;
    }
    res.redirect(303, here);
  };
}

interface OfPage {
  readonly reviewed: ReviewedDraft;
  readonly dates: OwnDates;
}

function showCheck(
  deps: WebDeps,
  { req, res, reviewed, dates }: OfPage & { readonly req: Request; readonly res: Response },
): void {
  const { where } = viewerOf(res);
  const { t, language } = contextOf(res);
  const contentLanguage = deps.curriculum().language;
  const model = checkModel({ reviewed, dates, contentLanguage, where, t, language });
  const notices = checkNotices.catch({}).parse(req.query);
  deps.page(res, {
    view: 'learner/hand-in',
    title: t('hand-in:check.title'),
    model: { ...model, ...notices },
  });
}

function showReceipt(deps: WebDeps, res: Response, { reviewed, dates }: OfPage): void {
  const { where } = viewerOf(res);
  const { t } = contextOf(res);
  const { task, submission } = reviewed;
  const contentLanguage = deps.curriculum().language;
  const model = receiptModel({ task, submission, dates, now: deps.clock(), contentLanguage, where, t });
  if (model) deps.page(res, { view: 'learner/handed-in', title: t('hand-in:receipt.title'), model });
  else res.redirect(303, paths.task.to({ ...where, task: task.id }));
}

/** It is another draft than the page showed: its author looks at it again. */
function isStale(error: unknown): boolean {
  return error instanceof DomainError && ['draft-changed-since', 'hand-in-incomplete'].includes(error.code);
}

/** `r.<field>` of the form. */
function seenRevisions(req: Request): Record<string, number> {
  return Object.fromEntries(
    Object.entries(req.body as Record<string, unknown>).flatMap(([name, value]) =>
      name.startsWith('r.') && typeof value === 'string' && /^\d{1,9}$/.test(value)
        ? [[name.slice(2), Number(value)]]
        : [],
    ),
  );
}
