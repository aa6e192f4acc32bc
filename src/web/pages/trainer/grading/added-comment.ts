import type { Response } from 'express';
import { z } from 'zod';
import type { Anchor, MarkChange } from '../../../../assessment/index.ts';
import { asId, newId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';
import { MalformedRequest } from '../../../errors/web-errors.ts';
import type { SaveMarkForm } from '../../../forms/grading-forms.ts';
import { contextOf } from '../../../middleware/context.ts';
import { findPassage } from '../../task-work/find-passage.ts';
import type { TextPlace } from '../../task-work/place-comments.ts';
import { placeOfForm } from './place-of-form.ts';
import { readWorkText } from './work-text.ts';

interface Added {
  readonly change: MarkChange;
  /** The words that the comment was to be about do not stand there; it is kept for the whole part. */
  readonly isLost: boolean;
}

/** Passages longer than this are quoted by their beginning. */
const longestQuote = 500;

/** The comment that a form without scripts adds: about the work, one of its texts and words in it, a file or a page. */
export async function addedComment(deps: WebDeps, res: Response, form: SaveMarkForm): Promise<Added | null> {
  const { newText, newAbout, newPage } = form;
  if (newText.trim() === '') return null;
  const [, kind = '', value = ''] = /^([a-z]+):(.*)$/s.exec(newAbout) ?? [];
  const added = (criterionId: string | null, anchor: Anchor | null, isLost = false): Added => ({
    change: { kind: 'comment', id: newId(), criterionId, anchor, text: newText.replaceAll('\r\n', '\n') },
    isLost,
  });
  if (kind === 'criterion') return added(value, null);
  if (kind === 'file') return added(null, { kind: 'file', fileId: asId<'file'>(value), page: newPage });
  if (kind !== 'text') return added(null, null);
  const { anchor, isLost } = await passageOf(deps, res, { form, place: parsePlace(value) });
  return added(null, anchor, isLost);
}

async function passageOf(
  deps: WebDeps,
  res: Response,
  { form, place }: { readonly form: SaveMarkForm; readonly place: TextPlace },
): Promise<{ readonly anchor: Anchor | null; readonly isLost: boolean }> {
  const { t, language } = contextOf(res);
  const { where } = placeOfForm(form);
  const text = await readWorkText(deps.assessment, { token: form.token, place, where, t, language });
  const found = findPassage(text, { start: 0, end: 0, quote: form.newQuote });
  const { start, end } = found ?? { start: 0, end: text.trimEnd().length };
  const quote = text.slice(start, end).slice(0, longestQuote);
  return {
    anchor: start < end ? { kind: 'passage', ...place, start, end, quote } : null,
    isLost: !found && form.newQuote.trim() !== '',
  };
}

const placeField = z.object({
  fieldId: z.string().min(1).max(200),
  rowId: z.string().max(200).nullable(),
  innerId: z.string().max(200).nullable(),
});

function parsePlace(value: string): TextPlace {
  try {
    return placeField.parse(JSON.parse(value));
  } catch (error) {
    throw new MalformedRequest(error);
  }
}
