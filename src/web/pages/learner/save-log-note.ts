import type { RequestHandler } from 'express';
import { saveNoteByToken, type SavedNote } from '../../../private-log/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { logNoteForm } from '../../forms/learner-forms.ts';
import { readForm } from '../../forms/own-form.ts';
import { paths } from '../../paths.ts';

/**
 * Stores one note by the token of its page; needs no session, so that what was typed is kept when that has ended. Scripts
 * get JSON; a form leads back to where it stands.
 */
export function postLogNote(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const form = readForm(req, logNoteForm);
    const { token, note: name, lesson: lessonId, revision, text } = form;
    const saved = await saveNoteByToken(deps.privateLog, { token, name, lessonId, revision, text });
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json(jsonOf(saved));
      return;
    }
    res.redirect(303, addressAfter(saved, form));
  };
}

type Form = ReturnType<typeof logNoteForm.parse>;

/** What the page's script reads; times in milliseconds. */
function jsonOf({ note, keptApart }: SavedNote): object {
  return {
    name: note?.name ?? null,
    revision: note?.revision ?? 0,
    savedAt: note?.updatedAt.getTime() ?? null,
    keptApart,
  };
}

/** Back to the lesson, or to the log, where notes that were kept apart are seen side by side. */
function addressAfter({ note, keptApart }: SavedNote, { from, lesson, cohort, placement }: Form): string {
  const where = { cohort: asId<'cohort'>(cohort), placement: asId<'placement'>(placement) };
  if (from === 'lesson' && lesson !== null && !keptApart)
    return `${paths.lesson.to({ ...where, lesson })}#log`;
  const fragment = note ? `#note-${note.name}` : '';
  return `${paths.log.to(where)}${keptApart ? '?apart=1' : ''}${fragment}`;
}
