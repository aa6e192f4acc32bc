import type { previewLevelPoints } from '../../../assessment/index.ts';
import type { Task } from '../../../curriculum/index.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { workName } from './work-name.ts';

type Affected = Awaited<ReturnType<typeof previewLevelPoints>>;

export interface PointsTyped {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly level4: string;
  readonly reason: string;
}

export interface LevelPointsInput {
  readonly task: Task;
  readonly typed: PointsTyped;
  readonly problem: 'range' | 'reason' | null;
  /** Whose scores change; null before anybody has asked. */
  readonly affected: Affected | null;
  readonly where: Where;
  readonly t: Translate;
  readonly language: string;
}

export interface LevelPointsModel {
  readonly taskTitle: string;
  readonly backHref: string;
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  readonly reason: string;
  readonly problem: { readonly text: string; readonly href: string } | null;
  readonly preview: {
    readonly text: string;
    readonly rows: readonly { readonly name: string; readonly before: number; readonly after: number }[];
  } | null;
}

export function levelPointsModel(input: LevelPointsInput): LevelPointsModel {
  const { task, typed, problem, affected, where, t, language } = input;
  const levels = ['level1', 'level2', 'level3', 'level4'] as const;
  return {
    taskTitle: task.title,
    backHref: paths.taskGrading.to({ ...where, task: task.id }),
    action: paths.levelPoints.to({ ...where, task: task.id }),
    fields: levels.map((name, index) => ({
      name,
      label: t('oversight:points.level', { level: index + 1 }),
      value: typed[name],
    })),
    reason: typed.reason,
    problem: problem && {
      text: t(`oversight:points.problem.${problem}`),
      href: problem === 'range' ? '#level1' : '#reason',
    },
    preview: affected && {
      text: t('oversight:points.affected', { count: affected.length }),
      rows: affected.map(({ enrolmentId, name, before, after }) => ({
        name: workName([{ enrolmentId, name }], { t, language }),
        ...{ before, after },
      })),
    },
  };
}
