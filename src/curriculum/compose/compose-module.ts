import type { ModuleFiles } from '../files/curriculum-files.ts';
import { hashOf } from '../files/hash.ts';
import { partOf, type Located } from '../files/located.ts';
import { checkLesson } from '../check/check-lesson.ts';
import { countWords } from '../markdown/prose.ts';
import type { Lesson, Module, Question, Quiz, Source, Term } from '../model.ts';
import type { LessonEntry, ModuleFile } from '../schemas/structure.ts';
import type { ModuleText } from '../schemas/texts.ts';
import { composeQuestion } from './compose-question.ts';
import { composeTask } from './compose-task.ts';
import { markdownHtml, proseHtml, textsFit, type Context } from './context.ts';

export interface Library {
  readonly terms: ReadonlyMap<string, Term>;
  readonly sources: ReadonlyMap<string, Source>;
}

/** One module; null if its own files cannot be read. What is wrong in its parts is reported. */
export function composeModule(files: ModuleFiles, library: Library, context: Context): Module | null {
  const { module, text } = files;
  const parts = module && {
    ...composeActivities(files, module.value, library, context),
    quiz: composeQuiz(files, context),
  };
  if (!module || !text || !parts) return null;
  const { id, hours, state, outcomes } = module.value;
  const ids = outcomes.map((outcome) => outcome.id);
  textsFit(ids, partOf(text, ['outcomes'], text.value.outcomes), context);
  const { title, summary } = text.value;
  return {
    ...{ id, hours, state, title, summary, ...parts },
    revisionHours: module.value.state === 'complete' ? module.value.revisionHours : 0,
    number: Number(/modules\/(\d\d)-/.exec(files.folder)?.[1] ?? 0),
    outcomes: outcomes.map((outcome) => ({ ...outcome, text: text.value.outcomes[outcome.id] ?? '' })),
    exchange: composeExchange(module, text, files, context),
  };
}

function composeActivities(
  files: ModuleFiles,
  module: ModuleFile,
  library: Library,
  context: Context,
): Pick<Module, 'lessons' | 'task' | 'trainerNotesHtml'> {
  const entries = module.state === 'complete' ? module.lessons : [];
  return {
    lessons: entries.flatMap(
      (entry) => composeLesson(entry, { files, moduleId: module.id }, library, context) ?? [],
    ),
    task: composeTask(files, module.id, context),
    trainerNotesHtml: files.trainerNotes && proseHtml(files.trainerNotes, files.texts, context),
  };
}

function composeExchange(
  module: Located<ModuleFile>,
  text: Located<ModuleText>,
  files: ModuleFiles,
  context: Context,
): Module['exchange'] {
  if (module.value.state === 'outline') {
    if (text.value.exchange)
      context.findings.error('text-unneeded', text.at(['exchange']), { id: 'exchange' });
    return null;
  }
  if (text.value.exchange === undefined) {
    context.findings.error('text-missing', text.at([]), { id: 'exchange' });
    return null;
  }
  const html = proseHtml(text.textAt(['exchange']), files.texts, context);
  return { minutes: module.value.exchange.minutes, html };
}

interface Home {
  readonly files: ModuleFiles;
  readonly moduleId: string;
}

function composeLesson(entry: LessonEntry, home: Home, library: Library, context: Context): Lesson | null {
  const file = home.files.lessons.get(entry.id);
  if (!file) return null;
  const rendered = markdownHtml(file.body, home.files.texts, context);
  const words = countWords(rendered.tokens);
  checkLesson({ rendered, words, place: { file: file.body.file, line: 1 } }, context);
  return {
    ...{
      id: entry.id,
      moduleId: home.moduleId,
      title: file.title,
      minutes: entry.minutes,
      outcomes: entry.outcomes,
    },
    version: hashOf([entry, file.title, file.body.text]),
    ...{ html: rendered.html, headings: rendered.headings, words },
    keyTerms: entry.keyTerms.flatMap((id) => library.terms.get(id) ?? []),
    sources: entry.sources.flatMap((id) => library.sources.get(id) ?? []),
  };
}

function composeQuiz(files: ModuleFiles, context: Context): Quiz | null {
  const { module, quiz, quizText } = files;
  if (!module || !quiz || !quizText) return null;
  const { id, minutes, points, passMark, attemptsAllowed, timeLimitMinutes, blueprint } = quiz.value;
  return {
    ...{ id, minutes, points, passMark, attemptsAllowed, timeLimitMinutes },
    moduleId: module.value.id,
    title: quizText.value.title,
    introductionHtml: markdownHtml(quizText.textAt(['introduction']), files.texts, context).html,
    blueprint: Object.entries(blueprint).map(([outcomeId, draw]) => ({ outcomeId, draw })),
    pool: composePool({ ...files, quiz, quizText }, context),
  };
}

type QuizFiles = ModuleFiles & {
  quiz: NonNullable<ModuleFiles['quiz']>;
  quizText: NonNullable<ModuleFiles['quizText']>;
};

function composePool({ quiz, quizText, texts }: QuizFiles, context: Context): Question[] {
  const ids = quiz.value.questions.map(({ id }) => id);
  const words = partOf(quizText, ['questions'], quizText.value.questions);
  textsFit(ids, words, context);
  return quiz.value.questions.flatMap((value, index) => {
    const entry = partOf(quiz, ['questions', index], value);
    if (!(value.id in words.value)) return [];
    const text = partOf(words, [value.id], words.value[value.id]);
    return composeQuestion({ entry, text, folder: texts }, context) ?? [];
  });
}
