import { findQuiz, type Curriculum, type Question, type Quiz } from '../curriculum/index.ts';
import { keyOf, type AttemptItem } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { QuizUnknown } from './errors.ts';
import type { LearningRecords } from './learning.records.ts';

/** Versions never change: what was read once need not be read again. */
const ofCurriculum = new WeakMap<Curriculum, ReadonlyMap<string, Question>>();
const ofRecords = new WeakMap<LearningRecords, Map<string, Question>>();

/**
 * The questions of these items, in their order and as they were shown; no store operation while they all stand in the
 * curriculum or were asked for before, one otherwise.
 */
export async function questionsOf(deps: LearningDeps, items: readonly AttemptItem[]): Promise<Question[]> {
  const current = currentQuestions(deps.curriculum());
  const kept = keptQuestions(deps.records);
  const missing = items.filter((item) => !current.has(keyOf(item)) && !kept.has(keyOf(item)));
  if (missing.length > 0)
    for (const question of await deps.records.questions.list(missing))
      kept.set(keyOf({ questionId: question.id, version: question.version }), question);
  return items.map((item) => {
    const question = current.get(keyOf(item)) ?? kept.get(keyOf(item));
    if (!question) throw new Error(`Version ${item.version} of question ${item.questionId} was not kept`);
    return question;
  });
}

/** The same for one question that may never have existed. */
export async function findQuestionVersion(deps: LearningDeps, item: AttemptItem): Promise<Question | null> {
  const current = currentQuestions(deps.curriculum()).get(keyOf(item));
  const known = current ?? keptQuestions(deps.records).get(keyOf(item));
  if (known) return known;
  const [question] = await deps.records.questions.list([item]);
  if (question) keptQuestions(deps.records).set(keyOf(item), question);
  return question ?? null;
}

/** @throws QuizUnknown */
export function getQuiz(curriculum: Curriculum, quizId: string): Quiz {
  const quiz = findQuiz(curriculum, quizId);
  if (!quiz) throw new QuizUnknown(`There is no quiz ${quizId}`);
  return quiz;
}

export function itemOf({ id, version }: Question): AttemptItem {
  return { questionId: id, version };
}

function currentQuestions(curriculum: Curriculum): ReadonlyMap<string, Question> {
  const known = ofCurriculum.get(curriculum);
  if (known) return known;
  const questions = curriculum.modules.flatMap(({ quiz }) => quiz?.pool ?? []);
  const byKey = new Map(questions.map((question) => [keyOf(itemOf(question)), question]));
  ofCurriculum.set(curriculum, byKey);
  return byKey;
}

function keptQuestions(records: LearningRecords): Map<string, Question> {
  const known = ofRecords.get(records) ?? new Map<string, Question>();
  ofRecords.set(records, known);
  return known;
}
