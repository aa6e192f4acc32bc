import type { z } from 'zod';
import {
  checkSettings,
  competencesFile,
  curriculumFile,
  moduleFile,
  quizFile,
  sourcesFile,
  taskFile,
  type CheckSettings,
  type CompetencesFile,
  type CurriculumFile,
  type ModuleFile,
  type QuizFile,
  type SourcesFile,
  type TaskFile,
} from '../schemas/structure.ts';
import {
  competencesText,
  curriculumText,
  glossaryText,
  moduleText,
  quizText,
  taskText,
  titleHead,
  type CurriculumText,
  type GlossaryText,
  type ModuleText,
  type QuizText,
  type TaskText,
} from '../schemas/texts.ts';
import { workshopFile, workshopText, type WorkshopFile, type WorkshopText } from '../schemas/workshop.ts';
import { secondReaderFile, type SecondReaderFile } from '../second-reader/reading.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { Findings } from './issue.ts';
import { parseYaml, type Located, type LocatedText } from './located.ts';

/** Path from the curriculum's folder → content. */
export type FileSet = ReadonlyMap<string, string>;

/** A Markdown file with a title in front. */
export interface TitledFile {
  readonly title: string;
  readonly body: LocatedText;
}

/** The files of one module; null is missing or unreadable, which is reported already. */
export interface ModuleFiles {
  readonly folder: string;
  /** The folder with the texts. */
  readonly texts: string;
  readonly module: Located<ModuleFile> | null;
  readonly text: Located<ModuleText> | null;
  readonly quiz: Located<QuizFile> | null;
  readonly quizText: Located<QuizText> | null;
  readonly task: Located<TaskFile> | null;
  readonly taskText: Located<TaskText> | null;
  readonly brief: LocatedText | null;
  readonly trainerNotes: LocatedText | null;
  readonly lessons: ReadonlyMap<string, TitledFile>;
  readonly secondReader: Located<SecondReaderFile> | null;
  /** The sample works of the task. */
  readonly samples: ReadonlyMap<string, LocatedText>;
}

export interface CurriculumFiles {
  readonly files: FileSet;
  readonly language: string;
  readonly settings: CheckSettings;
  readonly curriculum: Located<CurriculumFile> | null;
  readonly text: Located<CurriculumText> | null;
  readonly competences: Located<CompetencesFile> | null;
  readonly competencesText: Located<Record<string, string>> | null;
  readonly sources: Located<SourcesFile> | null;
  readonly glossary: Located<GlossaryText> | null;
  /** Null also if the curriculum has no workshop. */
  readonly workshop: Located<WorkshopFile> | null;
  readonly workshopText: Located<WorkshopText> | null;
  readonly documents: ReadonlyMap<string, TitledFile>;
  readonly modules: readonly ModuleFiles[];
}

/** Parses every file by its schema and reports what does not fit. */
export function readCurriculumFiles(files: FileSet, findings: Findings): CurriculumFiles {
  const read = reader(files, findings);
  const curriculum = read.yaml('curriculum.yaml', curriculumFile);
  const language = curriculum?.value.sourceLanguage ?? 'en';
  if (curriculum) checkLanguages(curriculum, findings);
  return {
    files,
    language,
    settings: curriculum?.value.checks ?? checkSettings.parse({}),
    curriculum,
    text: read.yaml(`${language}/curriculum.yaml`, curriculumText),
    competences: read.yaml('competences.yaml', competencesFile),
    competencesText: read.yaml(`${language}/competences.yaml`, competencesText),
    sources: read.yaml('sources.yaml', sourcesFile),
    glossary: read.yaml(`${language}/glossary.yaml`, glossaryText),
    workshop: read.yamlIfThere('workshop.yaml', workshopFile),
    workshopText: files.has('workshop.yaml') ? read.yaml(`${language}/workshop.yaml`, workshopText) : null,
    documents: titledFiles(curriculum?.value.documents ?? [], `${language}/documents`, read),
    modules: moduleFolders(files, curriculum, findings).map((folder) => readModule(folder, language, read)),
  };
}

function checkLanguages(curriculum: Located<CurriculumFile>, findings: Findings): void {
  const { sourceLanguage: id, languages } = curriculum.value;
  if (languages.includes(id)) return;
  findings.error('id-not-listed', curriculum.at(['sourceLanguage']), { id, known: languages.join(', ') });
}

/** As curriculum.yaml lists them; if it cannot be read, as they lie there. */
function moduleFolders(
  files: FileSet,
  curriculum: Located<CurriculumFile> | null,
  findings: Findings,
): string[] {
  const found = [...files.keys()].flatMap((path) => /^(modules\/[^/]+)\//.exec(path)?.[1] ?? []);
  const present = [...new Set(found)].sort();
  if (!curriculum) return present;
  const listed = curriculum.value.modules.map((name) => `modules/${name}`);
  for (const folder of present.filter((name) => !listed.includes(name))) {
    findings.error('module-unlisted', { file: folder, line: null });
  }
  return listed;
}

function readModule(folder: string, language: string, read: Reader): ModuleFiles {
  const texts = `${folder}/${language}`;
  const module = read.yaml(`${folder}/module.yaml`, moduleFile);
  const outline = {
    ...{ folder, texts, module, text: read.yaml(`${texts}/module.yaml`, moduleText) },
    ...{
      quiz: null,
      quizText: null,
      task: null,
      taskText: null,
      brief: null,
      trainerNotes: null,
      secondReader: null,
    },
    lessons: new Map<string, TitledFile>(),
    samples: new Map<string, LocatedText>(),
  };
  if (module?.value.state !== 'complete') return outline;
  const task = read.yaml(`${folder}/task.yaml`, taskFile);
  return {
    ...outline,
    quiz: read.yaml(`${folder}/quiz.yaml`, quizFile),
    quizText: read.yaml(`${texts}/quiz.yaml`, quizText),
    task,
    taskText: read.yaml(`${texts}/task.yaml`, taskText),
    brief: read.markdown(`${texts}/task.md`),
    secondReader: read.yamlIfThere(`${folder}/second-reader.yaml`, secondReaderFile),
    trainerNotes: read.markdown(`${texts}/trainer-notes.md`),
    lessons: titledFiles(
      module.value.lessons.map(({ id }) => id),
      `${texts}/lessons`,
      read,
    ),
    samples: new Map(
      task?.value.samples.flatMap(({ id }) => {
        const sample = read.markdown(`${texts}/samples/${id}.md`);
        return sample ? [[id, sample] as const] : [];
      }),
    ),
  };
}

function titledFiles(ids: readonly string[], folder: string, read: Reader): ReadonlyMap<string, TitledFile> {
  return new Map(
    ids.flatMap((id) => {
      const file = read.titled(`${folder}/${id}.md`);
      return file ? [[id, file] as const] : [];
    }),
  );
}

interface Reader {
  yaml<T>(file: string, schema: z.ZodType<T>): Located<T> | null;
  yamlIfThere<T>(file: string, schema: z.ZodType<T>): Located<T> | null;
  markdown(file: string): LocatedText | null;
  titled(file: string): TitledFile | null;
}

function reader(files: FileSet, findings: Findings): Reader {
  const get = (file: string): string | null => {
    const text = files.get(file);
    if (text === undefined) findings.error('file-missing', { file, line: null });
    return text ?? null;
  };
  const yaml = <T>(file: string, schema: z.ZodType<T>): Located<T> | null => {
    const text = get(file);
    if (text === null) return null;
    if (!/^# yaml-language-server: \$schema=/.test(text)) findings.warn('schema-line', { file, line: 1 });
    return parseYaml({ file, text }, schema, findings);
  };
  return {
    yaml,
    yamlIfThere: (file, schema) => (files.has(file) ? yaml(file, schema) : null),
    markdown(file) {
      const text = get(file);
      return text === null ? null : { file, line: 1, text };
    },
    titled(file) {
      const text = get(file);
      const parts = text === null ? null : splitFrontMatter(file, text, findings);
      const head = parts && parseYaml(parts.head, titleHead, findings);
      return head ? { title: head.value.title, body: parts.body } : null;
    },
  };
}
