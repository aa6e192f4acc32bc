import {
  listActivities,
  type Activity,
  type Curriculum,
  type Lesson,
  type Module,
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
 * What a trainee does next: an attempt that is open; else the first thing not done from where they were: first to the end
 * of that module, then what was left out in it, then the later modules, then the earlier ones. Tasks are left out while
 * they cannot be handed in.
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
  const todo = fromPlace(path, situation.lastPlace).find((activity) => isToDo(activity, situation));
  return todo ? stepTo(todo, situation) : { kind: 'nothing-left' };
}

function fromPlace(path: readonly Activity[], place: string | null): readonly Activity[] {
  const start = path.findIndex((activity) => placeOfActivity(activity) === place);
  const here = path[start];
  if (!here) return path;
  const isOfModule = (activity: Activity): boolean => moduleOf(activity) === moduleOf(here);
  const after = path.slice(start);
  const before = path.slice(0, start);
  const isElsewhere = (activity: Activity): boolean => !isOfModule(activity);
  return [
    ...after.filter(isOfModule),
    ...before.filter(isOfModule),
    ...after.filter(isElsewhere),
    ...before.filter(isElsewhere),
  ];
}

function moduleOf(activity: Activity): Module | null {
  return activity.kind === 'curriculum' ? null : activity.module;
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
