import type { Request, RequestHandler } from 'express';
import {
  changeBankComment,
  keepComment,
  listTasks,
  noteBankUse,
  removeBankComment,
  searchBank,
  type BankComment,
} from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { bankForm } from '../../../forms/grading-forms.ts';
import { readOwnForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { viewerOf, type Viewer } from '../../../middleware/viewer.ts';
import { paths } from '../../../paths.ts';
import type { Translate } from '../../../texts.ts';
import { markerOf } from '../actor.ts';

/** The comments that a trainer keeps to use them again, with those of all trainers. The grading screen gets them as JSON. */
export function showBank(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const task = typeof req.query['task'] === 'string' ? req.query['task'] : null;
    const comments = await searchBank(deps.assessment, {
      ...{ cohortId: viewer.where.cohort, owner: viewer.enrolment.id },
      ...{ taskId: task, criterionId: null, text: '' },
    });
    if (isJson(req)) {
      res.set('Cache-Control', 'no-store').json({ entries: comments.map((comment) => entryOf(comment, t)) });
      return;
    }
    const model = bankModel({ comments, tasks: listTasks(deps.assessment), t });
    const title = t('grading:bank.page');
    deps.page(res, {
      view: 'trainer/comment-bank',
      title,
      model: { ...model, action: paths.commentBank.to(viewer.where) },
    });
  };
}

/** Keeps, changes or removes a comment, or counts that it was put in. */
export function postBank(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const form = readOwnForm(req, viewer, bankForm);
    await store(deps, viewer, form);
    if (isJson(req)) res.set('Cache-Control', 'no-store').json({ ok: true });
    else res.redirect(303, paths.commentBank.to(viewer.where));
  };
}

type BankForm = ReturnType<typeof bankForm.parse>;

async function store(
  { assessment }: WebDeps,
  viewer: Viewer,
  { what, id, text, scope, task, criterion }: BankForm,
): Promise<void> {
  const own = { cohortId: viewer.where.cohort, by: markerOf(viewer), id: asId<'bank-comment'>(id) };
  if (what === 'remove') await removeBankComment(assessment, own);
  else if (what === 'use') await noteBankUse(assessment, own);
  else if (text === '') return;
  else if (what === 'change') await changeBankComment(assessment, { ...own, text });
  else
    await keepComment(assessment, {
      ...{ cohortId: own.cohortId, by: own.by, isShared: scope === 'cohort', text },
      ...{ taskId: task || null, criterionId: criterion || null },
    });
}

function entryOf({ id, text, criterionId, owner }: BankComment, t: Translate): object {
  return { id, text, criterionId, scope: owner === null ? t('grading:bank.cohort') : t('grading:bank.own') };
}

export interface BankModel {
  readonly tasks: readonly { readonly id: string; readonly title: string }[];
  readonly comments: readonly {
    readonly id: string;
    readonly text: string;
    readonly about: string;
    readonly uses: string;
  }[];
}

interface BankScene {
  readonly comments: readonly BankComment[];
  readonly tasks: readonly Task[];
  readonly t: Translate;
}

/** Own ones and those of all trainers, each with what it is for. */
export function bankModel({ comments, tasks, t }: BankScene): BankModel {
  return {
    tasks: tasks.map(({ id, title }) => ({ id, title })),
    comments: comments.map(({ id, text, owner, taskId, criterionId, uses }) => {
      const task = tasks.find((one) => one.id === taskId);
      const criterion = task?.criteria.find((one) => one.id === criterionId);
      const scope = owner === null ? t('grading:bank.cohort') : t('grading:bank.own');
      const place = task?.title ?? t('grading:bank.everyTask');
      return {
        ...{ id, text },
        about: [scope, place, ...(criterion ? [criterion.title] : [])].join(' · '),
        uses: t('grading:bank.uses', { count: uses }),
      };
    }),
  };
}

function isJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}
