import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Actor } from '../model.ts';
import { isOf, isShown } from './queue-entry.ts';
import { wholeQueue } from './queue-model.ts';
import { readQueue } from './read-queue.ts';

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
  const { entries, context } = await readQueue(deps, { cohortId, viewer, filter: wholeQueue });
  const open = entries.filter((entry) => isShown(entry, 'to-grade', context));
  return {
    waiting: open.length,
    mine: open.filter((entry) => isOf(entry, 'mine', context)).length,
    news: entries.filter(({ facts: { newsForTrainersAt: at } }) => at && (!since || at > since)).length,
    asked: entries.filter(({ askedAt }) => askedAt !== null).length,
  };
}

export interface CountWaiting {
  readonly cohortId: CohortId;
  readonly viewer: Pick<Actor, 'enrolmentId'>;
  /** When this trainer last looked; null: never. */
  readonly since: Date | null;
}
