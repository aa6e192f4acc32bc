import type { RequestHandler } from 'express';
import { findModule, type Task } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import { linkContent } from '../../content-links.ts';
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
      scripts: ['print.js'],
      model: {
        title,
        contentLanguage: curriculum.language,
        html: linkContent(module.trainerNotesHtml, where),
        samples: module.task ? samplesOf(module.task, where) : [],
        overviewHref: `${paths.overview.to(where)}?module=${encodeURIComponent(module.id)}`,
      },
    });
  };
}

interface SampleModel {
  readonly title: string;
  readonly html: string;
  readonly comment: string;
  readonly gradings: readonly {
    readonly criterion: string;
    readonly level: number;
    readonly because: string;
  }[];
}

function samplesOf({ samples, criteria }: Task, where: Where): readonly SampleModel[] {
  return samples.map(({ title, html, comment, gradings }) => ({
    ...{ title, comment },
    html: linkContent(html, where),
    gradings: gradings.map(({ criterionId, level, because }) => ({
      criterion: criteria.find(({ id }) => id === criterionId)?.title ?? '',
      ...{ level, because },
    })),
  }));
}
