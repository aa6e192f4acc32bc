import type { TaskStandings } from '../../../assessment/index.ts';
import {
  listActivities,
  type Activity,
  type Curriculum,
  type Lesson,
  type Module,
  type Quiz,
  type Task,
} from '../../../curriculum/index.ts';
import type { Progress } from '../../../learning/index.ts';
import type { AttemptId } from '../../../shared/index.ts';
import { reviewsOwed } from './module-model.ts';
import { placeOf } from './remember-place.ts';

/** The one thing to do next. `resumed`: it is where the trainee was last. */
export type NextStep =
  | { readonly kind: 'attempt'; readonly quiz: Quiz; readonly attemptId: AttemptId }
  | { readonly kind: 'lesson'; readonly lesson: Lesson; readonly resumed: boolean }
  | { readonly kind: 'quiz'; readonly quiz: Quiz; readonly again: boolean }
  | { readonly kind: 'task'; readonly task: Task; readonly what: 'write' | 'revise' }
  | { readonly kind: 'reviews'; readonly task: Task; readonly owed: number }
  | { readonly kind: 'nothing-left' };

interface Situation {
  readonly progress: Pick<Progress, 'lessons' | 'quizzes'>;
  readonly tasks: TaskStandings;
  readonly lastPlace: string | null;
  readonly locked: ReadonlySet<string>;
}

/**
 * What a trainee does next: an attempt that is open; else a task that came back for revision; else the first thing not
 * done from where they were: first to the end of that module, then what was left out in it, then its task, then the later
 * modules, then the earlier ones.
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
  const returned = path.find(
    (activity) => activity.kind === 'task' && situation.tasks[activity.task.id]?.state === 'revise',
  );
  if (returned?.kind === 'task') return { kind: 'task', task: returned.task, what: 'revise' };
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
  const isTask = (activity: Activity): boolean => activity.kind === 'task';
  const ofModule = [...after, ...before].filter(isOfModule);
  return [
    ...ofModule.filter((activity) => !isTask(activity)),
    ...ofModule.filter(isTask),
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

function isToDo(activity: Activity, { progress, tasks, locked }: Situation): boolean {
  if (activity.kind === 'curriculum' || activity.kind === 'module' || locked.has(activity.module.id))
    return false;
  if (activity.kind === 'lesson') return progress.lessons[activity.lesson.id] === undefined;
  if (activity.kind === 'task') return isTaskToDo(activity.task, tasks);
  const standing = progress.quizzes[activity.quiz.id];
  return !standing?.passed && standing?.attemptsLeft !== 0;
}

function isTaskToDo(task: Task, tasks: TaskStandings): boolean {
  const standing = tasks[task.id];
  return standing === undefined || standing.state === 'draft' || reviewsOwed(task, standing) > 0;
}

function stepTo(activity: Activity, { progress, tasks, lastPlace }: Situation): NextStep {
  if (activity.kind === 'task') {
    const { task } = activity;
    const owed = reviewsOwed(task, tasks[task.id]);
    return owed > 0 ? { kind: 'reviews', task, owed } : { kind: 'task', task, what: 'write' };
  }
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

/** The id of what comes next, so that it can be marked in a list. */
export function idOfStep(step: NextStep): string | null {
  switch (step.kind) {
    case 'lesson':
      return step.lesson.id;
    case 'attempt':
    case 'quiz':
      return step.quiz.id;
    case 'task':
    case 'reviews':
      return step.task.id;
    case 'nothing-left':
      return null;
  }
}
