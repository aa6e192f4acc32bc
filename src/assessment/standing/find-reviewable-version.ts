import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { SubmissionId } from '../model.ts';

/**
 * What a gradebook's cell stands for: the version of the latest released grade; before the first one, the version that
 * waits. Null where nothing is handed in. One store operation.
 */
export async function findReviewableVersion(
  { records }: Pick<AssessmentDeps, 'records'>,
  enrolmentId: EnrolmentId,
  taskId: string,
): Promise<{ readonly submissionId: SubmissionId; readonly version: number } | null> {
  const submission = await records.submissions.findOf(enrolmentId, taskId);
  if (!submission) return null;
  const version = submission.releases.at(-1)?.version ?? submission.current;
  return version > 0 ? { submissionId: submission.id, version } : null;
}
