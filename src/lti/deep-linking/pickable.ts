import type { Curriculum, Module } from '../../curriculum/index.ts';
import { formatActivityRef, type ActivityRef } from '../../shared/index.ts';

/** Per cent: what a placed module or curriculum reports. */
const SHARE_MAXIMUM = 100;

/** Something of the curriculum that a link can open. */
export interface Pickable {
  readonly activity: ActivityRef;
  /** `quiz:…`, as it stands in forms and custom parameters. */
  readonly value: string;
  /** Under which people know it outside the curriculum: the LMS makes it the name of the activity and its column. */
  readonly title: string;
  /** Points of its column in the LMS; null if it has none. */
  readonly points: number | null;
}

export interface PickableModule {
  readonly module: Pickable;
  readonly parts: readonly Pickable[];
}

export interface PickableCurriculum {
  readonly curriculum: Pickable;
  readonly modules: readonly PickableModule[];
}

export function pickablesOf(curriculum: Curriculum): PickableCurriculum {
  return {
    curriculum: pickable({ kind: 'curriculum' }, curriculum.title, SHARE_MAXIMUM),
    modules: curriculum.modules.map((module) => ({
      module: pickable(
        { kind: 'module', id: module.id },
        module.title,
        module.state === 'complete' ? SHARE_MAXIMUM : null,
      ),
      parts: partsOf(module),
    })),
  };
}

/** In the order of the curriculum. */
export function listPickables(curriculum: Curriculum): Pickable[] {
  const all = pickablesOf(curriculum);
  return [all.curriculum, ...all.modules.flatMap(({ module, parts }) => [module, ...parts])];
}

function partsOf({ title, lessons, quiz, task }: Module): Pickable[] {
  return [
    ...lessons.map((lesson) => pickable({ kind: 'lesson', id: lesson.id }, lesson.title, null)),
    ...(quiz ? [pickable({ kind: 'quiz', id: quiz.id }, `${title}: ${quiz.title}`, quiz.points)] : []),
    ...(task ? [pickable({ kind: 'task', id: task.id }, `${title}: ${task.title}`, task.points)] : []),
  ];
}

function pickable(activity: ActivityRef, title: string, points: number | null): Pickable {
  return { activity, value: formatActivityRef(activity), title, points };
}
