import type { Request, RequestHandler, Response } from 'express';
import { saveMarkByToken, type MarkChange, type SavedMark } from '../../../../assessment/index.ts';
import { asId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { readForm } from '../../../forms/own-form.ts';
import { saveMarkForm, type SaveMarkForm } from '../../../forms/grading-forms.ts';
import { contextOf } from '../../../middleware/context.ts';
import { gradeHref, type GradeNotice } from './address.ts';
import { addedComment } from './added-comment.ts';
import { refuseFormerMarker } from './allowed-marker.ts';
import { showConflict } from './conflict.ts';
import { problemModels, proposalText } from './finish-model.ts';
import { fieldsOfMark } from './mark-fields.ts';
import { parseMarkForm } from './parse-mark-form.ts';
import { placeOfForm } from './place-of-form.ts';

/**
 * Stores what a marker enters by the token of its page; needs no session. Scripts get JSON; a form leads back to the
 * work, or shows what is stored instead where that has changed meanwhile.
 */
export function postMark(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const form = readForm(req, saveMarkForm);
    const { token, revision } = form;
    await refuseFormerMarker(deps, token);
    if (req.accepts(['html', 'json']) === 'json') {
      const changes = parseMarkForm(req.body);
      const saved = await saveMarkByToken(deps.assessment, { token, revision, changes });
      res.set('Cache-Control', 'no-store').json(jsonOf(saved, res));
      return;
    }
    const { changes, notice } = await changesOfForm(deps, { req, res, form });
    const saved = await saveMarkByToken(deps.assessment, { token, revision, changes });
    if (saved.state === 'conflict') showConflict(deps, res, { form, changes, mark: saved.mark });
    else res.redirect(303, gradeHref(placeOfForm(form), { notice }));
  };
}

interface SentForm {
  readonly req: Request;
  readonly res: Response;
  readonly form: SaveMarkForm;
}

/** What a form without scripts says: its fields, and what its buttons add to them. */
export async function changesOfForm(
  deps: WebDeps,
  { req, res, form }: SentForm,
): Promise<{ readonly changes: MarkChange[]; readonly notice: GradeNotice }> {
  const added = await addedComment(deps, res, form);
  return {
    changes: [
      ...parseMarkForm(req.body),
      ...(form.adopt ? [{ kind: 'take-proposal' } as const] : []),
      ...(form.remove ? [{ kind: 'remove-comment', id: asId<'comment'>(form.remove) } as const] : []),
      ...(added ? [added.change] : []),
    ],
    notice: added?.isLost ? 'quote-not-found' : 'saved',
  };
}

/** What the page's script reads; times in milliseconds. */
function jsonOf({ state, mark, proposed, problems }: SavedMark, res: Response): object {
  const { t, language } = contextOf(res);
  return {
    state,
    revision: mark.revision,
    savedAt: mark.updatedAt.getTime(),
    fields: fieldsOfMark(mark),
    proposal: proposalText(proposed, t, language),
    problems: problemModels(problems, t),
  };
}
