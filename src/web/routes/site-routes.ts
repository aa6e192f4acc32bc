import { Router } from 'express';
import { z } from 'zod';
import { MalformedRequest } from '../errors/web-errors.ts';
import { contextOf, rememberLanguage } from '../middleware/context.ts';
import { paths } from '../paths.ts';
import type { RenderPage } from '../render.ts';
import { languages } from '../texts.ts';

const languageForm = z.object({
  language: z.enum(languages),
  /** A page of the tool: a path, not an address of elsewhere. */
  from: z
    .string()
    .regex(/^\/(?![/\\])/)
    .max(2000),
});

/** What belongs to no cohort: the front page and the choice of a language. */
export function siteRoutes(page: RenderPage): Router {
  const router = Router();
  router.get(paths.front.pattern, (_req, res) => {
    const { t } = contextOf(res);
    page(res, { view: 'site/front', title: t('common:front.title'), model: {}, frameAncestors: 'anyone' });
  });
  router.post(paths.language.pattern, (req, res) => {
    const form = languageForm.safeParse(req.body);
    if (!form.success) throw new MalformedRequest(form.error);
    rememberLanguage(res, form.data.language);
    res.redirect(303, form.data.from);
  });
  return router;
}
