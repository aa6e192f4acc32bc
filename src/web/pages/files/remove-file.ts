import type { RequestHandler } from 'express';
import { z } from 'zod';
import { removeFile } from '../../../assessment/index.ts';
import { asId } from '../../../shared/index.ts';
import type { WebDeps } from '../../deps.ts';
import { readForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { formText } from './form-text.ts';
import { showPlace } from './show-place.ts';

/** The button's value: the place, whose token stands in the form too, and the file. */
const removeForm = z.object({ remove: z.string().regex(/^[^\s]{1,200} [A-Za-z0-9_-]{1,40}$/) });

/** Takes a file out of the draft by the token of its place; needs no session. */
export function postRemoveFile(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { remove } = readForm(req, removeForm);
    const [place = '', id = ''] = remove.split(' ');
    const token = formText(req, `upload.${place}`);
    await removeFile(deps.files, { token, fileId: asId(id) });
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ id });
      return;
    }
    const { t } = contextOf(res);
    await showPlace(deps, { req, res, token, problems: [], done: t('files:removedOne') });
  };
}
