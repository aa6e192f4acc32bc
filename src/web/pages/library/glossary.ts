import type { RequestHandler } from 'express';
import type { Curriculum, Lesson, Term } from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import type { Where } from '../../paths.ts';
import { lessonLink, type LessonLink } from './lesson-link.ts';

/** Every term, by its first letter, with the lessons that teach it. */
export function showGlossary(deps: WebDeps): RequestHandler {
  return (_req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const title = t('library:glossary.title');
    const model = viewModel({ curriculum: deps.curriculum(), where });
    deps.page(res, { view: 'library/glossary', title, model: { title, ...model } });
  };
}

export interface GlossaryModel {
  readonly contentLanguage: string;
  readonly count: number;
  readonly letters: readonly {
    readonly letter: string;
    readonly terms: readonly (Term & { readonly lessons: readonly LessonLink[] })[];
  }[];
}

export function viewModel({
  curriculum,
  where,
}: {
  readonly curriculum: Curriculum;
  readonly where: Where;
}): GlossaryModel {
  const { language, glossary } = curriculum;
  const lessons = curriculum.modules.flatMap((module) => module.lessons);
  const letters = new Map<string, GlossaryModel['letters'][number]['terms'][number][]>();
  for (const term of glossary) {
    const letter = letterOf(term, language);
    const entry = { ...term, lessons: teaching(term, lessons).map((lesson) => lessonLink(lesson, where)) };
    letters.set(letter, [...(letters.get(letter) ?? []), entry]);
  }
  return {
    contentLanguage: language,
    count: glossary.length,
    letters: [...letters].map(([letter, terms]) => ({ letter, terms })),
  };
}

function letterOf({ term }: Term, language: string): string {
  return (term[0] ?? '').normalize('NFD').charAt(0).toLocaleUpperCase(language);
}

function teaching({ id }: Term, lessons: readonly Lesson[]): readonly Lesson[] {
  return lessons.filter(({ keyTerms }) => keyTerms.some((term) => term.id === id));
}
