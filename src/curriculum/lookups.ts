import type { ActivityRef } from '../shared/index.ts';
import type { Curriculum, Document, Lesson, Module, Question, Quiz, Task } from './model.ts';

/** What an ActivityRef points to, with the module that holds it. */
export type Activity =
  | { readonly kind: 'curriculum'; readonly curriculum: Curriculum }
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'lesson'; readonly module: Module; readonly lesson: Lesson }
  | { readonly kind: 'quiz'; readonly module: Module; readonly quiz: Quiz }
  | { readonly kind: 'task'; readonly module: Module; readonly task: Task };

/** Null for an id that this curriculum does not have, and for `cohort`, which is no content. */
export function findActivity(curriculum: Curriculum, ref: ActivityRef): Activity | null {
  if (ref.kind === 'cohort') return null;
  if (ref.kind === 'curriculum') return { kind: 'curriculum', curriculum };
  for (const module of curriculum.modules) {
    const found = findInModule(module, ref.kind, ref.id);
    if (found) return found;
  }
  return null;
}

function findInModule(
  module: Module,
  kind: Exclude<Activity['kind'], 'curriculum'>,
  id: string,
): Activity | null {
  switch (kind) {
    case 'module':
      return module.id === id ? { kind, module } : null;
    case 'quiz':
      return module.quiz?.id === id ? { kind, module, quiz: module.quiz } : null;
    case 'task':
      return module.task?.id === id ? { kind, module, task: module.task } : null;
    case 'lesson': {
      const lesson = module.lessons.find((candidate) => candidate.id === id);
      return lesson ? { kind, module, lesson } : null;
    }
  }
}

export function findModule(curriculum: Curriculum, id: string): Module | null {
  return curriculum.modules.find((module) => module.id === id) ?? null;
}

export function findLesson(curriculum: Curriculum, id: string): Lesson | null {
  const found = findActivity(curriculum, { kind: 'lesson', id });
  return found?.kind === 'lesson' ? found.lesson : null;
}

export function findQuiz(curriculum: Curriculum, id: string): Quiz | null {
  const found = findActivity(curriculum, { kind: 'quiz', id });
  return found?.kind === 'quiz' ? found.quiz : null;
}

export function findTask(curriculum: Curriculum, id: string): Task | null {
  const found = findActivity(curriculum, { kind: 'task', id });
  return found?.kind === 'task' ? found.task : null;
}

export function findDocument(curriculum: Curriculum, id: string): Document | null {
  return curriculum.documents.find((document) => document.id === id) ?? null;
}

export function findQuestion(quiz: Quiz, id: string): Question | null {
  return quiz.pool.find((question) => question.id === id) ?? null;
}

/** The module that an activity belongs to; null for the curriculum, the cohort and unknown ids. */
export function moduleOf(curriculum: Curriculum, ref: ActivityRef): Module | null {
  const found = findActivity(curriculum, ref);
  return found && found.kind !== 'curriculum' ? found.module : null;
}

/** What a column of this activity is worth: the points of a quiz or task, else per cent; null where nothing is graded. */
export function maxPointsOf(curriculum: Curriculum, ref: ActivityRef): number | null {
  const found = findActivity(curriculum, ref);
  switch (found?.kind) {
    case 'quiz':
      return found.quiz.points;
    case 'task':
      return found.task.points;
    case 'module':
    case 'curriculum':
      return 100;
    case 'lesson':
    case undefined:
      return null;
  }
}

/** The title in the curriculum's language, or null if there is no such activity. */
export function titleOf(curriculum: Curriculum, ref: ActivityRef): string | null {
  const found = findActivity(curriculum, ref);
  if (!found) return null;
  switch (found.kind) {
    case 'curriculum':
      return found.curriculum.title;
    case 'module':
      return found.module.title;
    case 'lesson':
      return found.lesson.title;
    case 'quiz':
      return found.quiz.title;
    case 'task':
      return found.task.title;
  }
}

/** Lessons, quiz and task of one module in the order in which they are met. */
export function activitiesOf(module: Module): readonly Activity[] {
  return [
    ...module.lessons.map((lesson) => ({ kind: 'lesson', module, lesson }) as const),
    ...(module.quiz ? [{ kind: 'quiz', module, quiz: module.quiz } as const] : []),
    ...(module.task ? [{ kind: 'task', module, task: module.task } as const] : []),
  ];
}

/** Every lesson, quiz and task in the order of the path. */
export function listActivities(curriculum: Curriculum): readonly Activity[] {
  return curriculum.modules.flatMap(activitiesOf);
}

export function refOf(activity: Activity): ActivityRef {
  switch (activity.kind) {
    case 'curriculum':
      return { kind: 'curriculum' };
    case 'module':
      return { kind: 'module', id: activity.module.id };
    case 'lesson':
      return { kind: 'lesson', id: activity.lesson.id };
    case 'quiz':
      return { kind: 'quiz', id: activity.quiz.id };
    case 'task':
      return { kind: 'task', id: activity.task.id };
  }
}

/** The activities before and after one, across the borders of modules; what stands at the foot of a lesson. */
export function neighboursOf(
  curriculum: Curriculum,
  ref: ActivityRef,
): { readonly previous: Activity | null; readonly next: Activity | null } {
  const path = listActivities(curriculum);
  const place = 'id' in ref ? path.findIndex((activity) => isAt(activity, ref)) : -1;
  if (place < 0) return { previous: null, next: null };
  return { previous: path[place - 1] ?? null, next: path[place + 1] ?? null };
}

/** The lessons before and after one. */
export function lessonNeighbours(
  curriculum: Curriculum,
  lessonId: string,
): { readonly previous: Lesson | null; readonly next: Lesson | null } {
  const lessons = curriculum.modules.flatMap((module) => module.lessons);
  const place = lessons.findIndex((lesson) => lesson.id === lessonId);
  if (place < 0) return { previous: null, next: null };
  return { previous: lessons[place - 1] ?? null, next: lessons[place + 1] ?? null };
}

function isAt(activity: Activity, ref: ActivityRef): boolean {
  const own = refOf(activity);
  return own.kind === ref.kind && 'id' in own && 'id' in ref && own.id === ref.id;
}
