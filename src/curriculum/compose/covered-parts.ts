import type { Module } from '../model.ts';
import type { Coverage } from '../workshop-model.ts';

type Part = Pick<Coverage, 'kind' | 'activityId'>;

/** The module that an activity's part belongs to. */
export function moduleOfPart({ kind, activityId }: Part, modules: readonly Module[]): Module | null {
  const isIts = (module: Module): boolean => {
    switch (kind) {
      case 'reading':
      case 'practice':
      case 'community':
        return module.lessons.some(({ id }) => id === activityId);
      case 'quiz':
        return module.quiz?.id === activityId;
      case 'task':
        return module.task?.id === activityId;
      case 'exchange':
      case 'revision':
        return module.id === activityId;
    }
  };
  return modules.find(isIts) ?? null;
}

/** How long a part of a module takes in the whole curriculum. */
export function minutesOf({ kind, activityId }: Part, module: Module): number {
  switch (kind) {
    case 'reading':
    case 'practice':
    case 'community':
      return module.lessons.find(({ id }) => id === activityId)?.minutes[kind] ?? 0;
    case 'quiz':
      return module.quiz?.minutes ?? 0;
    case 'task':
      return (module.task?.hours ?? 0) * 60;
    case 'exchange':
      return module.exchange?.minutes ?? 0;
    case 'revision':
      return module.revisionHours * 60;
  }
}
