import { SubmissionUnknown } from '../errors.ts';
import type { CohortId } from '../../shared/index.ts';
import type { Submission, SubmissionEvent } from '../model.ts';

/** @throws SubmissionUnknown for one of another cohort */
export function refuseOtherCohort(submission: Pick<Submission, 'cohortId'>, cohortId: CohortId): void {
  if (submission.cohortId !== cohortId) throw new SubmissionUnknown('The submission is of another cohort');
}

export function withEvent(submission: Submission, event: Omit<SubmissionEvent, 'version'>): Submission {
  return { ...submission, events: [...submission.events, { ...event, version: submission.current }] };
}
