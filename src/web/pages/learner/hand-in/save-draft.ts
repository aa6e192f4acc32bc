import type { RequestHandler, Response } from 'express';
import {
  getTask,
  parseDraftForm,
  saveDraftByToken,
  type FieldToSave,
  type SavedDraft,
} from '../../../../assessment/index.ts';
import type { Task } from '../../../../curriculum/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { draftForm } from '../../../forms/hand-in-forms.ts';
import { readForm } from '../../../forms/own-form.ts';
import { contextOf } from '../../../middleware/context.ts';
import { paths, type Where } from '../../../paths.ts';
import { renderAuthorMarkdown } from '../../task-work/author-markdown.ts';
import { draftConflictModel } from './draft-conflict-model.ts';
import { describeValue, entriesOf } from './field-entries.ts';
import { fieldOfTask } from './field-of-task.ts';
import { settleForm } from './settle-form.ts';

/**
 * Stores what is written by the token of its page; needs no session, so that what was typed is kept when that has ended.
 * Scripts get JSON; a form leads on to where its button says, or to the choice between two texts.
 */
export function postDraft(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const form = readForm(req, draftForm);
    const task = getTask(deps.assessment, form.task);
    const body = settleForm(req.body as Record<string, unknown>, form.go);
    const { fields, trainerOnly } = parseDraftForm(task, body);
    const isMarkedAnew = form.trainerOnlyBefore !== trainerOnly?.join(',');
    const saved = await saveDraftByToken(deps.assessment, {
      token: form.token,
      fields,
      trainerOnly: isMarkedAnew ? trainerOnly : null,
    });
    const sent: Sent = { form, task, fields, saved };
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json(jsonOf(sent));
      return;
    }
    leadOn(deps, res, sent);
  };
}

export interface Sent {
  readonly form: ReturnType<typeof draftForm.parse>;
  readonly task: Task;
  readonly fields: readonly FieldToSave[];
  readonly saved: SavedDraft;
}

/** What the page's script reads; times in milliseconds. */
function jsonOf({ form, task, saved }: Sent): object {
  return {
    savedAt: saved.savedAt.getTime(),
    preview: form.preview === undefined ? null : renderAuthorMarkdown(form.preview),
    fields: saved.fields.map(({ fieldId, revision, state, stored }) => {
      const field = fieldOfTask(task, fieldId);
      return {
        ...{ fieldId, revision, state },
        at: stored?.savedAt.getTime() ?? null,
        by: stored?.savedBy?.name ?? null,
        entries: stored && entriesOf(fieldId, stored.value),
        text: stored && field ? describeValue(field, stored.value) : null,
      };
    }),
  };
}

function leadOn(deps: WebDeps, res: Response, sent: Sent): void {
  const { form, task, saved } = sent;
  const where: Where = { cohort: asId<'cohort'>(form.cohort), placement: asId<'placement'>(form.placement) };
  if (saved.fields.every(({ state }) => state === 'saved')) {
    res.redirect(303, addressAfter(form.go, { ...where, task: task.id }));
    return;
  }
  const { t } = contextOf(res);
  deps.page(res, {
    view: 'learner/draft-conflict',
    // Without a session nobody knows whose frame it is.
    frameAncestors: 'anyone',
    title: t('hand-in:conflict.page'),
    status: 409,
    model: draftConflictModel({ ...sent, where, t, saveHref: paths.saveDraft.to({}) }),
  });
}

function addressAfter(go: string, at: Where & { readonly task: string }): string {
  const write = paths.writeTask.to(at);
  const [what = '', fieldId = ''] = go.split('.');
  if (what === 'check') return paths.handIn.to(at);
  if (what === 'add')
    return `${write}?add=${encodeURIComponent(fieldId)}#field-${encodeURIComponent(fieldId)}`;
  if (what === 'remove') return `${write}#field-${encodeURIComponent(fieldId)}`;
  return `${write}?saved=1`;
}
