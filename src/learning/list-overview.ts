import { findActivity, type Curriculum } from '../curriculum/index.ts';
import { type ActivityRef, type CohortId, type EnrolmentId, latestOf } from '../shared/index.ts';
import type { LearningDeps } from './deps.ts';
import { listQuizzes, toProgress } from './get-progress.ts';
import type { OverviewRow, Progress, QuizStanding } from './model.ts';
import type { ProgressSummary } from './progress.records.ts';

/**
 * One row per enrolment given, in that order, for a quiz, module, lesson or the curriculum. Three store operations,
 * however many people there are.
 */
export async function listOverview(
  { records, curriculum }: LearningDeps,
  command: {
    readonly cohortId: CohortId;
    readonly ref: ActivityRef;
    readonly enrolmentIds: readonly EnrolmentId[];
  },
): Promise<OverviewRow[]> {
  const { cohortId, ref, enrolmentIds } = command;
  const [summaries, grants, open] = await Promise.all([
    records.progress.list(cohortId),
    records.grants.list({ cohortId }),
    records.attempts.list({ cohortId, state: 'open' }),
  ]);
  const stored = new Map(summaries.map((summary) => [summary.enrolmentId, summary]));
  const scope = scopeOf(curriculum(), ref);
  const typing = new Map<EnrolmentId, Date[]>();
  for (const { enrolmentId, quizId, lastActivityAt } of open)
    if (scope.quizIds.includes(quizId))
      typing.set(enrolmentId, [...(typing.get(enrolmentId) ?? []), lastActivityAt]);
  return enrolmentIds.map((enrolmentId) => {
    const summary = { ...(stored.get(enrolmentId) ?? nothing(enrolmentId, cohortId)), grants };
    return overviewRow(scope, toProgress(curriculum(), summary), typing.get(enrolmentId) ?? []);
  });
}

interface Scope {
  readonly lessonIds: readonly string[];
  readonly quizIds: readonly string[];
  readonly points: ReadonlyMap<string, number>;
  /** It is about this one quiz. */
  readonly quizId: string | null;
}

function scopeOf(curriculum: Curriculum, ref: ActivityRef): Scope {
  const points = new Map(listQuizzes(curriculum).map((quiz) => [quiz.id, quiz.points]));
  const found =
    ref.kind === 'cohort' ? { kind: 'curriculum' as const, curriculum } : findActivity(curriculum, ref);
  if (found?.kind === 'quiz')
    return { points, lessonIds: [], quizIds: [found.quiz.id], quizId: found.quiz.id };
  if (found?.kind === 'lesson') return { points, lessonIds: [found.lesson.id], quizIds: [], quizId: null };
  const modules =
    found?.kind === 'curriculum' ? curriculum.modules : found?.kind === 'module' ? [found.module] : [];
  const lessonIds = modules.flatMap(({ lessons }) => lessons.map(({ id }) => id));
  return { points, lessonIds, quizIds: modules.flatMap(({ quiz }) => quiz?.id ?? []), quizId: null };
}

function nothing(enrolmentId: EnrolmentId, cohortId: CohortId): ProgressSummary {
  return {
    ...{ enrolmentId, cohortId, lessons: {}, lessonsRevision: 0, quizzes: {}, grants: [] },
    ...{ lastActivityAt: null, isWhole: false, revision: 0 },
  };
}

function overviewRow(scope: Scope, progress: Progress, lastSaved: readonly Date[]): OverviewRow {
  const standings = scope.quizIds.flatMap((id) => progress.quizzes[id] ?? []);
  const doneAt = scope.lessonIds.flatMap((id) => progress.lessons[id] ?? []);
  const times = [...standings.flatMap((standing) => standing.lastActivityAt ?? []), ...doneAt, ...lastSaved];
  return {
    enrolmentId: progress.enrolmentId,
    state: stateOf(scope, standings, doneAt.length),
    share: shareOf(scope, standings),
    standing: (scope.quizId && progress.quizzes[scope.quizId]) || null,
    lessonsDone: doneAt.length,
    lessonsInAll: scope.lessonIds.length,
    quizzesPassed: standings.filter(({ passed }) => passed).length,
    quizzesInAll: scope.quizIds.length,
    lastActivityAt: latestOf(times),
  };
}

/** Done: every lesson is marked and every quiz has been handed in. */
function stateOf(
  { lessonIds, quizIds }: Scope,
  standings: readonly QuizStanding[],
  lessonsDone: number,
): OverviewRow['state'] {
  const quizzesDone = standings.filter(({ state }) => state === 'done').length;
  const isBegun = lessonsDone > 0 || standings.some(({ state }) => state !== 'not-started');
  if (!isBegun) return 'not-started';
  return lessonsDone === lessonIds.length && quizzesDone === quizIds.length ? 'done' : 'in-progress';
}

function shareOf({ points }: Scope, standings: readonly QuizStanding[]): number | null {
  if (standings.every(({ bestShare }) => bestShare === null)) return null;
  const worth = (standing: QuizStanding): number => points.get(standing.quizId) ?? 0;
  const all = standings.reduce((sum, standing) => sum + worth(standing), 0);
  return standings.reduce((sum, standing) => sum + worth(standing) * (standing.bestShare ?? 0), 0) / all;
}
