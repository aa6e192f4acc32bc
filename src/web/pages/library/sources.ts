import type { RequestHandler } from 'express';
import type { Curriculum, Source } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import type { Where } from '../../paths.ts';
import { lessonLink, type LessonLink } from './lesson-link.ts';

/** The bibliography, generated from the sources, with the lessons that rest on each. */
export function showSources(deps: WebDeps): RequestHandler {
  return (_req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const title = t('library:sources.title');
    const model = viewModel({ curriculum: deps.curriculum(), where });
    deps.page(res, { view: 'library/sources', title, model: { title, ...model } });
  };
}

export interface SourcesModel {
  readonly contentLanguage: string;
  readonly count: number;
  readonly sources: readonly (Source & {
    readonly lessons: readonly LessonLink[];
    /** Frameworks of competences that are this work. */
    readonly frameworks: readonly string[];
    readonly fromSummary: boolean;
  })[];
}

export function viewModel({
  curriculum,
  where,
}: {
  readonly curriculum: Curriculum;
  readonly where: Where;
}): SourcesModel {
  const lessons = curriculum.modules.flatMap((module) => module.lessons);
  return {
    contentLanguage: curriculum.language,
    count: curriculum.sources.length,
    sources: curriculum.sources.map((source) => ({
      ...source,
      fromSummary: source.consulted === 'summary',
      frameworks: [
        ...new Set(
          curriculum.competences
            .filter(({ sourceId }) => sourceId === source.id)
            .map(({ framework }) => framework),
        ),
      ],
      lessons: lessons
        .filter(({ sources }) => sources.some(({ id }) => id === source.id))
        .map((lesson) => lessonLink(lesson, where)),
    })),
  };
}
