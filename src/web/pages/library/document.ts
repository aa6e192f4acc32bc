import type { RequestHandler } from 'express';
import { findDocument } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { linkContent } from '../../content-links.ts';
import { paramOf } from '../learner/participant.ts';

/** A sheet of the curriculum to print, such as the one on consent. */
export function showDocument(deps: WebDeps): RequestHandler {
  return (req, res) => {
    const { where } = viewerOf(res);
    const curriculum = deps.curriculum();
    const document = findDocument(curriculum, paramOf(req, 'document'));
    if (!document) throw new NotFound();
    const { title, html } = document;
    const model = { title, contentLanguage: curriculum.language, html: linkContent(html, where) };
    deps.page(res, { view: 'library/document', title, model, scripts: ['print.js'] });
  };
}
