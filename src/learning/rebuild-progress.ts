import { type CohortId, type EnrolmentId, latestOf } from '../shared/index.ts';
import type { AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { summarise } from './note-progress.ts';
import type { ProgressSummary } from './progress.records.ts';

interface Place {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
}

/** Makes the progress summaries anew from the facts, of one cohort or all. Returns how many. */
export async function rebuildProgress(
  deps: LearningDeps,
  { cohortId }: { readonly cohortId?: CohortId },
): Promise<number> {
  const { attempts, lessons, progress } = deps.records;
  const known = [
    ...(await attempts.listTakers(cohortId)),
    ...(await lessons.listMarkers(cohortId)),
    ...(await progress.list(cohortId)),
  ];
  const places = new Map(known.map((place) => [place.enrolmentId, place]));
  for (const place of places.values()) await rebuildOne(deps, place);
  return places.size;
}

const tries = 10;

/**
 * Gathers one person's summary from the facts. If the stored one changes meanwhile it starts again, so that nothing
 * newer is overwritten. At least five store operations.
 */
export async function rebuildOne(deps: LearningDeps, place: Place): Promise<ProgressSummary> {
  const { progress } = deps.records;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await progress.find(place.enrolmentId);
    const summary = await gather(deps, place);
    if (await progress.replace(summary, stored?.revision ?? null)) return { ...summary, revision: 0 };
  }
  throw new Error(`The progress of enrolment ${place.enrolmentId} kept changing while it was gathered`);
}

async function gather(
  { records }: LearningDeps,
  { enrolmentId, cohortId }: Place,
): Promise<Omit<ProgressSummary, 'revision'>> {
  const [attempts, marks, grants] = await Promise.all([
    records.attempts.list({ enrolmentId }),
    records.lessons.find(enrolmentId),
    records.grants.list({ cohortId }),
  ]);
  const lessons = marks?.lessons ?? {};
  const times = [...attempts.map(({ lastActivityAt }) => lastActivityAt), ...Object.values(lessons)];
  return {
    ...{ enrolmentId, cohortId, lessons, lessonsRevision: marks?.revision ?? 0 },
    quizzes: Object.fromEntries([...byQuiz(attempts)].map(([quizId, own]) => [quizId, summarise(own)])),
    grants: grants.filter((grant) => grant.enrolmentIds?.includes(enrolmentId) ?? true),
    lastActivityAt: latestOf(times),
    isWhole: true,
  };
}

function byQuiz(attempts: readonly AttemptFacts[]): Map<string, AttemptFacts[]> {
  const quizzes = new Map<string, AttemptFacts[]>();
  for (const attempt of attempts)
    quizzes.set(attempt.quizId, [...(quizzes.get(attempt.quizId) ?? []), attempt]);
  return quizzes;
}
