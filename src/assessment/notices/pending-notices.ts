import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { PendingNotice, SubmissionId } from '../model.ts';

/** Something that authors of a submission have still to be told. */
export interface PendingAuthorNotice extends Omit<PendingNotice, 'to'> {
  readonly submissionId: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly to: readonly EnrolmentId[];
}

/** Oldest first. One store operation. */
export async function findPendingNotices(
  { records }: Pick<AssessmentDeps, 'records'>,
  limit: number,
): Promise<PendingAuthorNotice[]> {
  const found = await records.notices.listPending(limit);
  return found
    .flatMap(({ id: submissionId, cohortId, taskId, authorIds, notices }) =>
      notices.map(({ to, ...notice }) => ({
        ...notice,
        submissionId,
        cohortId,
        taskId,
        to: to ?? authorIds,
      })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, limit);
}

/** They are told, or need not be. May be repeated. One store operation. */
export function markNoticed(
  { records }: Pick<AssessmentDeps, 'records'>,
  { submissionId, id }: Pick<PendingAuthorNotice, 'submissionId' | 'id'>,
): Promise<void> {
  return records.notices.removePending(submissionId, id);
}
