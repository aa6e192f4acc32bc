import type { RequestHandler } from 'express';
import { findModule } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import { linkContent } from '../learner/content-links.ts';
import { paramOf } from '../learner/participant.ts';

/** How to run a module with a group and grade it: for trainers only. */
export function showTrainerNotes(deps: WebDeps): RequestHandler {
  return (req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const module = findModule(curriculum, paramOf(req, 'module'));
    if (!module || module.trainerNotesHtml === null) throw new NotFound();
    const title = t('trainer:notes.title', { module: module.title });
    deps.page(res, {
      view: 'trainer/notes',
      title,
      model: {
        title,
        contentLanguage: curriculum.language,
        html: linkContent(module.trainerNotesHtml, where),
        overviewHref: `${paths.overview.to(where)}?module=${encodeURIComponent(module.id)}`,
      },
    });
  };
}
