import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { SubmissionId } from '../model.ts';

/** A change of what counts in a task, for each of its authors, that has still to be told to the outbox. */
export interface PendingTaskResult {
  readonly id: string;
  readonly at: Date;
  readonly submissionId: SubmissionId;
  readonly taskId: string;
  readonly enrolmentIds: readonly EnrolmentId[];
}

/** Oldest first. One store operation. */
export async function findPendingTaskResults(
  { records }: Pick<AssessmentDeps, 'records'>,
  limit: number,
): Promise<PendingTaskResult[]> {
  const found = await records.standings.listPending(limit);
  return found
    .flatMap(({ id: submissionId, taskId, authorIds, pending }) =>
      pending.map(({ id, at }) => ({ id, at, submissionId, taskId, enrolmentIds: authorIds })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, limit);
}

/** The outbox has it. May be repeated. One store operation. */
export function markTaskResultRelayed(
  { records }: Pick<AssessmentDeps, 'records'>,
  { submissionId, id }: PendingTaskResult,
): Promise<void> {
  return records.standings.removePending(submissionId, id);
}
