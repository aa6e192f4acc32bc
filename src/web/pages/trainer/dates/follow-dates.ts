import { moveClosings } from '../../../../learning/index.ts';
import type { CohortId } from '../../../../shared/index.ts';
import type { WebDeps } from '../../../deps.ts';

/** Lets the attempts that are open end when their quiz closes by the dates as they are now. */
export async function followDates(deps: WebDeps, cohortId: CohortId): Promise<void> {
  await moveClosings(deps.learning, {
    cohortId,
    async closesAt(enrolmentId, quizId) {
      const dates = await deps.schedule.datesFor(cohortId, enrolmentId);
      return dates.of({ kind: 'quiz', id: quizId }).closesAt;
    },
  });
}
