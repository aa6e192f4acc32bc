import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Located } from '../files/located.ts';
import type { Quiz } from '../model.ts';
import type { ModuleFile, QuizFile } from '../schemas/structure.ts';
import { checkQuestion } from './check-question.ts';

/** The pool and the blueprint of a module's quiz, and every question in it. */
export function checkQuiz(files: ModuleFiles, quiz: Quiz | null, context: Context): void {
  if (!files.module || !files.quiz) return;
  checkBlueprint(files.quiz, files.module.value, context);
  checkPool(files.quiz, files, context);
  checkPassMark(files.quiz, context);
  const entries = files.quiz.value.questions;
  for (const question of quiz?.pool ?? []) {
    const structure = files.quiz.at(['questions', entries.findIndex(({ id }) => id === question.id)]);
    const text = files.quizText?.at(['questions', question.id]) ?? structure;
    checkQuestion(question, { structure, text }, context);
  }
}

function checkBlueprint(quiz: Located<QuizFile>, module: ModuleFile, { findings, all }: Context): void {
  const { blueprint, questions } = quiz.value;
  const place = quiz.at(['blueprint']);
  for (const { id, assessedBy } of module.outcomes) {
    const isDrawn = id in blueprint;
    if (assessedBy.includes('quiz') && !isDrawn) findings.error('outcome-not-drawn', place, { id });
    if (!assessedBy.includes('quiz') && isDrawn)
      findings.error('outcome-not-for-quiz', quiz.at(['blueprint', id]), { id });
  }
  const drawn = Object.values(blueprint).reduce((sum, draw) => sum + draw, 0);
  const wanted = all.settings.attemptQuestions;
  if (drawn !== wanted) findings.error('attempt-size', place, { drawn, wanted });
  for (const [id, draw] of Object.entries(blueprint)) {
    const found = questions.filter(({ outcome }) => outcome === id).length;
    const least = Math.ceil(draw * all.settings.poolPerDraw);
    if (found < least)
      findings.error('pool-per-outcome', quiz.at(['blueprint', id]), { id, found, least, draw });
  }
}

function checkPassMark(quiz: Located<QuizFile>, { findings, all }: Context): void {
  const found = quiz.value.passMark;
  const wanted = all.curriculum?.value.certificate.quizPassMark ?? found;
  if (found !== wanted) findings.error('pass-mark-differs', quiz.at(['passMark']), { found, wanted });
}

function checkPool(quiz: Located<QuizFile>, files: ModuleFiles, { findings, all }: Context): void {
  const { questions } = quiz.value;
  const place = quiz.at(['questions']);
  const { poolQuestions, questionTypes, caseShare } = all.settings;
  if (questions.length < poolQuestions) {
    findings.error('pool-size', place, { found: questions.length, least: poolQuestions });
  }
  const types = new Set(questions.map(({ type }) => type)).size;
  if (types < questionTypes) findings.error('pool-types', place, { found: types, least: questionTypes });
  questions.forEach(({ id, outcome }, index) => {
    const isDrawn = outcome in quiz.value.blueprint;
    if (!isDrawn) findings.warn('question-never-drawn', quiz.at(['questions', index, 'outcome']), { id });
  });
  if (!files.quizText) return;
  const texts = files.quizText.value.questions;
  const withCase = questions.filter(({ id }) => hasCase(texts[id])).length;
  const least = Math.ceil(questions.length * caseShare);
  if (withCase < least)
    findings.error('pool-cases', files.quizText.at(['questions']), { found: withCase, least });
}

function hasCase(text: unknown): boolean {
  return typeof text === 'object' && text !== null && 'case' in text;
}
