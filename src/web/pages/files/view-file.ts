import { buffer } from 'node:stream/consumers';
import type { RequestHandler } from 'express';
import { kindOfType, type StoredFile } from '../../../assessment/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { documentHtml } from './document-html.ts';
import { fileModel } from './file-model.ts';
import { findReadableFile } from './readable-file.ts';
import { textHtml } from './text-html.ts';

/**
 * A page that shows a file in place: pictures, PDF (drawn by a script), sound, films, and documents and texts as sanitised
 * HTML. With `?part=1` only that HTML, for pages that show it among other things.
 */
export function viewFile(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const { file, name } = await findReadableFile(deps, req, res);
    const html = await htmlOf(deps, file, t('files:emptyDocument'));
    if (req.query['part'] !== undefined) {
      res
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(html ?? '');
      return;
    }
    deps.page(res, {
      view: 'files/view',
      title: name,
      scripts: ['view-file.js'],
      model: { file: fileModel({ ...file, name }, where), html, isDocument: html !== null },
    });
  };
}

/** Bytes of the longest text that is shown; a longer one is downloaded. */
const longestText = 2 * 1024 * 1024;

/** Null for what is not shown as HTML, or cannot be: then it can still be downloaded. */
async function htmlOf(deps: WebDeps, file: StoredFile, empty: string): Promise<string | null> {
  const kind = kindOfType(file.type);
  if (kind !== 'document' && kind !== 'text') return null;
  if (kind === 'text' && file.bytes > longestText) return null;
  const content = await buffer(await deps.files.storage.open(file.key));
  const html = kind === 'document' ? await documentHtml(content, deps.log) : textHtml(content);
  return html === '' ? textHtml(Buffer.from(empty)) : html;
}
