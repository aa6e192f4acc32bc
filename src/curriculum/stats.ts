import type { FileSet } from './files/curriculum-files.ts';
import type { Curriculum, Module, Question, QuestionType } from './model.ts';

/** What there is, counted. */
export interface CurriculumStats {
  readonly hours: number;
  readonly words: number;
  readonly lessons: number;
  readonly questions: number;
  readonly questionsByType: Readonly<Partial<Record<QuestionType, number>>>;
  readonly questionsByDifficulty: Readonly<Partial<Record<Question['difficulty'], number>>>;
  readonly choices: { readonly withFeedback: number; readonly withoutFeedback: number };
  readonly tasks: number;
  readonly figures: number;
  readonly glossaryTerms: number;
  readonly sources: number;
  readonly competences: number;
  readonly modules: readonly ModuleStats[];
}

export interface ModuleStats {
  readonly number: number;
  readonly id: string;
  readonly state: Module['state'];
  readonly hours: number;
  readonly outcomes: number;
  readonly lessons: readonly { readonly id: string; readonly words: number }[];
  readonly questions: number;
  readonly questionsByType: Readonly<Partial<Record<QuestionType, number>>>;
  readonly questionsByDifficulty: Readonly<Partial<Record<Question['difficulty'], number>>>;
  readonly withCase: number;
}

export function statsOf(curriculum: Curriculum, files: FileSet): CurriculumStats {
  const { modules, hours } = curriculum;
  const lessons = modules.flatMap((module) => module.lessons);
  const questions = modules.flatMap((module) => module.quiz?.pool ?? []);
  const feedbacks = questions.flatMap(feedbacksOf);
  const withFeedback = feedbacks.filter((feedback) => feedback.trim() !== '').length;
  return {
    hours,
    words: lessons.reduce((sum, { words }) => sum + words, 0),
    lessons: lessons.length,
    questions: questions.length,
    questionsByType: counted(questions.map(({ type }) => type)),
    questionsByDifficulty: counted(questions.map(({ difficulty }) => difficulty)),
    choices: { withFeedback, withoutFeedback: feedbacks.length - withFeedback },
    tasks: modules.filter(({ task }) => task !== null).length,
    figures: [...files.keys()].filter((path) => path.includes(`/${curriculum.language}/figures/`)).length,
    glossaryTerms: curriculum.glossary.length,
    sources: curriculum.sources.length,
    competences: curriculum.competences.length,
    modules: modules.map(moduleStats),
  };
}

function moduleStats({ number, id, state, hours, outcomes, lessons, quiz }: Module): ModuleStats {
  const pool = quiz?.pool ?? [];
  return {
    ...{ number, id, state, hours, outcomes: outcomes.length, questions: pool.length },
    lessons: lessons.map((lesson) => ({ id: lesson.id, words: lesson.words })),
    questionsByType: counted(pool.map(({ type }) => type)),
    questionsByDifficulty: counted(pool.map(({ difficulty }) => difficulty)),
    withCase: pool.filter(({ caseHtml }) => caseHtml !== null).length,
  };
}

/** The feedback of everything that can be chosen or given. */
function feedbacksOf(question: Question): readonly string[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return question.options.map(({ feedbackHtml }) => feedbackHtml);
    case 'true-false':
      return [question.feedback.trueHtml, question.feedback.falseHtml];
    case 'matching':
      return question.pairs.map(({ feedbackHtml }) => feedbackHtml);
    case 'ordering':
      return [question.commonWrongOrder?.feedbackHtml ?? ''];
    case 'cloze':
      return question.gaps.flatMap(({ options }) => options.map(({ feedbackHtml }) => feedbackHtml));
    case 'short-text':
    case 'numeric':
      return [...question.expectedWrong.map(({ feedbackHtml }) => feedbackHtml), question.otherFeedbackHtml];
  }
}

function counted<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
