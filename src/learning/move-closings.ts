import type { CohortId, EnrolmentId } from '../shared/index.ts';
import type { AttemptFacts } from './attempt.ts';
import type { LearningDeps } from './deps.ts';
import { endsWith } from './time-limit.ts';

export interface MoveClosings {
  readonly cohortId: CohortId;
  /** When a quiz closes for somebody from now on. */
  readonly closesAt: (enrolmentId: EnrolmentId, quizId: string) => Promise<Date | null>;
}

const tries = 10;

/**
 * Lets the open attempts of a cohort end when their quiz closes now, after its dates were changed. May be repeated. One
 * store operation, and one for each attempt that ends at another time.
 */
export async function moveClosings(deps: LearningDeps, { cohortId, closesAt }: MoveClosings): Promise<void> {
  for (const attempt of await deps.records.attempts.list({ cohortId, state: 'open' }))
    await moveOne(deps, attempt, await closesAt(attempt.enrolmentId, attempt.quizId));
}

/** What a trainer opened again stays open. */
async function moveOne(
  { records }: LearningDeps,
  attempt: AttemptFacts,
  closesAt: Date | null,
): Promise<void> {
  let current: AttemptFacts | null = attempt;
  for (let count = 0; count < tries && current?.state === 'open'; count += 1) {
    const isSame = current.closesAt?.getTime() === closesAt?.getTime();
    if (isSame || current.changes.some(({ kind }) => kind === 'reopened')) return;
    const ends = endsWith(current.limitEndsAt, closesAt);
    if (await records.attempts.moveClosing(current.id, current.revision, ends)) return;
    current = await records.attempts.find(current.id);
  }
}
