import type { Curriculum, Module } from '../curriculum/index.ts';
import type { Progress } from './model.ts';

/**
 * The modules that wait for an earlier one, where the cohort goes in order: a module opens when in every one before it
 * the lessons are marked done and the quiz is passed. Modules still to come hold nobody up.
 */
export function listLockedModules(
  curriculum: Pick<Curriculum, 'modules'>,
  progress: Pick<Progress, 'lessons' | 'quizzes'>,
): ReadonlySet<string> {
  const first = curriculum.modules.findIndex((module) => !isFinished(module, progress));
  return new Set(first < 0 ? [] : curriculum.modules.slice(first + 1).map(({ id }) => id));
}

function isFinished({ lessons, quiz }: Module, progress: Pick<Progress, 'lessons' | 'quizzes'>): boolean {
  const isRead = lessons.every(({ id }) => Object.hasOwn(progress.lessons, id));
  return isRead && (quiz === null || progress.quizzes[quiz.id]?.passed === true);
}
