import type { CurriculumFiles } from '../files/curriculum-files.ts';
import { hashOf } from '../files/hash.ts';
import { partOf } from '../files/located.ts';
import type { Competence, Curriculum, Document, Source, Term } from '../model.ts';
import { composeModule } from './compose-module.ts';
import { composeWorkshop } from './compose-workshop.ts';
import { proseHtml, textsFit, type Context } from './context.ts';

/** The whole, or null if a file at the top cannot be read. Whether it may be used is for the findings to say. */
export function composeCurriculum(context: Context): Curriculum | null {
  const { all } = context;
  const library = { terms: termsOf(all), sources: sourcesOf(all) };
  const modules = all.modules.flatMap((files) => composeModule(files, library, context) ?? []);
  const competences = composeCompetences(context);
  const documents = composeDocuments(context);
  if (!all.curriculum || !all.text) return null;
  const { id, sourceLanguage, hours, certificate } = all.curriculum.value;
  const { title, summary } = all.text.value;
  return {
    ...{ id, title, summary, hours, certificate, modules, competences, documents },
    workshop: composeWorkshop(modules, context),
    language: sourceLanguage,
    version: hashOf([...all.files].filter(([path]) => isContent(path)).sort()),
    glossary: [...library.terms.values()].sort((a, b) => a.term.localeCompare(b.term, sourceLanguage)),
    sources: [...library.sources.values()].sort((a, b) => a.author.localeCompare(b.author, sourceLanguage)),
  };
}

/** Schemas and what is said about the folder are not. */
function isContent(path: string): boolean {
  return !path.startsWith('schemas/') && !/^[^/]+\.md$/.test(path);
}

function termsOf(all: CurriculumFiles): ReadonlyMap<string, Term> {
  return new Map(Object.entries(all.glossary?.value ?? {}).map(([id, term]) => [id, { id, ...term }]));
}

function sourcesOf(all: CurriculumFiles): ReadonlyMap<string, Source> {
  return new Map(
    Object.entries(all.sources?.value ?? {}).map(([id, { year, publisher, url, ...source }]) => [
      id,
      { id, ...source, year: String(year), publisher: publisher ?? null, url: url ?? null },
    ]),
  );
}

function composeDocuments(context: Context): Document[] {
  const { documents, language } = context.all;
  return [...documents].map(([id, { title, body }]) => ({
    ...{ id, title },
    html: proseHtml(body, `${language}/documents`, context),
  }));
}

function composeCompetences(context: Context): Competence[] {
  const { competences, competencesText } = context.all;
  if (!competences || !competencesText) return [];
  const { value } = competences;
  const ids = value.competences.map(({ id }) => id);
  textsFit(ids, partOf(competencesText, [], competencesText.value), context);
  return value.competences.map(({ id, framework, code }) => {
    const found = value.frameworks.find((candidate) => candidate.id === framework);
    return {
      ...{ id, code: code ?? null, title: competencesText.value[id] ?? '' },
      framework: found?.name ?? framework,
      sourceId: found?.source ?? null,
    };
  });
}
