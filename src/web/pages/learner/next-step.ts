import {
  listActivities,
  type Activity,
  type Curriculum,
  type Lesson,
  type Quiz,
} from '../../../curriculum/index.ts';
import type { Progress } from '../../../learning/index.ts';
import type { AttemptId } from '../../../shared/index.ts';
import { placeOf } from './remember-place.ts';

/** The one thing to do next. `resumed`: it is where the trainee was last. */
export type NextStep =
  | { readonly kind: 'attempt'; readonly quiz: Quiz; readonly attemptId: AttemptId }
  | { readonly kind: 'lesson'; readonly lesson: Lesson; readonly resumed: boolean }
  | { readonly kind: 'quiz'; readonly quiz: Quiz; readonly again: boolean }
  | { readonly kind: 'nothing-left' };

interface Situation {
  readonly progress: Pick<Progress, 'lessons' | 'quizzes'>;
  readonly lastPlace: string | null;
  readonly locked: ReadonlySet<string>;
}

/**
 * What a trainee does next: an attempt that is open; else the first thing not done from where they were, and then from
 * the start of the path. Tasks are left out while they cannot be handed in.
 */
export function nextStep(curriculum: Curriculum, situation: Situation): NextStep {
  const path = listActivities(curriculum);
  const open = path.find(
    (activity) => activity.kind === 'quiz' && openAttemptOf(activity.quiz, situation) !== null,
  );
  if (open?.kind === 'quiz') {
    const attemptId = openAttemptOf(open.quiz, situation);
    if (attemptId) return { kind: 'attempt', quiz: open.quiz, attemptId };
  }
  const start = Math.max(
    0,
    path.findIndex((activity) => placeOfActivity(activity) === situation.lastPlace),
  );
  const fromHere = [...path.slice(start), ...path.slice(0, start)];
  const todo = fromHere.find((activity) => isToDo(activity, situation));
  return todo ? stepTo(todo, situation) : { kind: 'nothing-left' };
}

function openAttemptOf(quiz: Quiz, { progress }: Situation): AttemptId | null {
  return progress.quizzes[quiz.id]?.openAttemptId ?? null;
}

function isToDo(activity: Activity, { progress, locked }: Situation): boolean {
  if (activity.kind === 'curriculum' || locked.has(activity.module.id)) return false;
  if (activity.kind === 'lesson') return progress.lessons[activity.lesson.id] === undefined;
  if (activity.kind !== 'quiz') return false;
  const standing = progress.quizzes[activity.quiz.id];
  return !standing?.passed && standing?.attemptsLeft !== 0;
}

function stepTo(activity: Activity, { progress, lastPlace }: Situation): NextStep {
  if (activity.kind === 'lesson') {
    const { lesson } = activity;
    return { kind: 'lesson', lesson, resumed: placeOfActivity(activity) === lastPlace };
  }
  if (activity.kind !== 'quiz') return { kind: 'nothing-left' };
  const { quiz } = activity;
  return { kind: 'quiz', quiz, again: (progress.quizzes[quiz.id]?.attemptsUsed ?? 0) > 0 };
}

function placeOfActivity(activity: Activity): string | null {
  if (activity.kind === 'lesson') return placeOf.lesson(activity.lesson.id);
  if (activity.kind === 'quiz') return placeOf.quiz(activity.quiz.id);
  if (activity.kind === 'task') return placeOf.task(activity.task.id);
  return null;
}
