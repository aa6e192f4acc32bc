import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor } from '../model.ts';
import { isOf, isShown } from './queue-row.ts';
import { wholeQueue } from './queue-model.ts';
import { readQueueRows } from './read-queue-rows.ts';

export interface Waiting {
  /** Works that wait for a mark of this trainer or of anybody. */
  readonly waiting: number;
  /** Of these allocated to, held or begun by this trainer. */
  readonly mine: number;
  /** Handed in, asked or answered since the last visit. */
  readonly news: number;
  /** Questions of authors that nobody has answered. */
  readonly asked: number;
}

/** What waits for a trainer in a cohort, and what is new since they were last there. One store operation. */
export async function countWaiting(
  deps: AssessmentDeps,
  { cohortId, viewer, since }: CountWaiting,
): Promise<Waiting> {
  const rows = await readQueueRows(deps, { cohortId, viewer, filter: wholeQueue });
  const open = rows.filter((row) => isShown(row, 'to-grade'));
  return {
    waiting: open.length,
    mine: open.filter((row) => isOf(row, 'mine', viewer)).length,
    news: rows.filter(({ newsAt }) => newsAt !== null && (since === null || newsAt > since)).length,
    asked: rows.filter(({ askedAt }) => askedAt !== null).length,
  };
}

export interface CountWaiting {
  readonly cohortId: CohortId;
  readonly viewer: Pick<Actor, 'enrolmentId'>;
  /** When this trainer last looked; null: never. */
  readonly since: Date | null;
}
