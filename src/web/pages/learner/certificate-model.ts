import type { TaskStandings } from '../../../assessment/index.ts';
import type { CertificateStanding, Evidence, Requirement } from '../../../certification/index.ts';
import type { Progress } from '../../../learning/index.ts';
import { assertNever } from '../../../shared/index.ts';
import { listFormat } from '../../formats.ts';
import { formatPercent } from '../../template-helpers.ts';
import type { Translate } from '../../texts.ts';

export interface CertificateModel {
  readonly met: boolean;
  /** What is still missing, in one sentence. */
  readonly summary: string;
  readonly items: readonly { readonly met: boolean; readonly text: string }[];
}

/** The facts that learning and assessment know. Attendance has no records yet. */
export function evidenceOf(progress: Progress, tasks: TaskStandings): Evidence {
  const shares = Object.entries(progress.quizzes).flatMap(([id, { bestShare }]) =>
    bestShare === null ? [] : [[id, bestShare] as const],
  );
  const standings = Object.entries(tasks);
  return {
    lessonsDone: Object.keys(progress.lessons),
    quizShares: Object.fromEntries(shares),
    criterionLevels: Object.fromEntries(standings.map(([id, { levels }]) => [id, levels ?? {}])),
    taskDecisions: Object.fromEntries(
      standings.flatMap(([id, { decision }]) => (decision === null ? [] : [[id, decision] as const])),
    ),
    reviewsGiven: Object.fromEntries(standings.map(([id, { reviewsGiven }]) => [id, reviewsGiven])),
    attendanceShare: null,
  };
}

/** What the certificate needs, in words. */
export function certificateModel(
  standing: CertificateStanding,
  { t, language }: { readonly t: Translate; readonly language: string },
): CertificateModel {
  const missing = standing.requirements.filter(({ met }) => !met).map((one) => stillNeeded(one, t));
  const list = listFormat(language).format(missing);
  return {
    met: standing.met,
    summary: standing.met ? t('learning:certificate.met') : t('learning:certificate.stillNeeds', { list }),
    items: standing.requirements.map((requirement) => ({
      met: requirement.met,
      text: inWords(requirement, { t, language }),
    })),
  };
}

/** How many different tasks the criteria belong to. */
function tasksOf(missing: readonly { readonly taskId: string }[]): number {
  return new Set(missing.map(({ taskId }) => taskId)).size;
}

function stillNeeded(requirement: Requirement, t: Translate): string {
  switch (requirement.kind) {
    case 'lessons':
      return t('learning:certificate.needs.lessons', { count: requirement.missing.length });
    case 'quizzes':
      return t('learning:certificate.needs.quizzes', { count: requirement.missing.length });
    case 'criteria':
      return t('learning:certificate.needs.tasks', { count: tasksOf(requirement.missing) });
    case 'reviews':
      return t('learning:certificate.needs.reviews', { count: requirement.needed - requirement.done });
    case 'attendance':
      return t('learning:certificate.needs.attendance');
    case 'modules-to-come':
      return t('learning:certificate.needs.modules', { count: requirement.moduleIds.length });
    default:
      return assertNever(requirement);
  }
}

function inWords(
  requirement: Requirement,
  { t, language }: { readonly t: Translate; readonly language: string },
): string {
  switch (requirement.kind) {
    case 'lessons':
      return t('learning:certificate.lessons', { done: requirement.done, needed: requirement.needed });
    case 'quizzes':
      return t('learning:certificate.quizzes', {
        done: requirement.done,
        needed: requirement.needed,
        passMark: formatPercent(requirement.passMark, language),
      });
    case 'criteria':
      return t('learning:certificate.criteria', {
        done: requirement.done,
        needed: requirement.needed,
        level: requirement.level,
      });
    case 'reviews':
      return t('learning:certificate.reviews', { done: requirement.done, needed: requirement.needed });
    case 'attendance':
      return t('learning:certificate.attendance', {
        share: formatPercent(requirement.share, language),
        needed: formatPercent(requirement.needed, language),
      });
    case 'modules-to-come':
      return t('learning:certificate.modulesToCome', { count: requirement.moduleIds.length });
    default:
      return assertNever(requirement);
  }
}
