import type { Task } from '../../curriculum/index.ts';
import { LevelPointsOutOfRange } from '../errors.ts';
import type { LevelPoints, TaskSettings } from './grading-model.ts';

/** What levels are worth in a cohort: as the curriculum says, unless the cohort has points of its own. */
export function levelPointsOf(task: Task, { levelPoints }: Pick<TaskSettings, 'levelPoints'>): LevelPoints {
  return levelPoints ?? pointsInCurriculum(task);
}

/** All criteria of the curriculum have the same points. */
export function pointsInCurriculum({ criteria }: Task): LevelPoints {
  const pointsOf = (level: number): number =>
    criteria[0]?.levels.find((one) => one.level === level)?.points ?? 0;
  return [pointsOf(1), pointsOf(2), pointsOf(3), pointsOf(4)];
}

/** Level 1 stays below the pass line and level 2 reaches it, so that points never decide otherwise than levels. */
export function refuseOutOfRange(points: LevelPoints): void {
  const rises = points.every((value, index) => value >= (points[index - 1] ?? 0));
  const fits = points.every((value) => Number.isInteger(value) && value >= 0 && value <= 100);
  if (!rises || !fits || points[0] > 69 || points[1] < 70)
    throw new LevelPointsOutOfRange(`${points.join(', ')} are no points of four levels`);
}
