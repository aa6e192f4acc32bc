import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { Release } from '../model.ts';

/** The release that counts for someone's task; null before the first. One store operation. */
export async function findLatestRelease(
  { records }: Pick<AssessmentDeps, 'records'>,
  enrolmentId: EnrolmentId,
  taskId: string,
): Promise<Release | null> {
  const submission = await records.submissions.findOf(enrolmentId, taskId);
  return submission?.releases.at(-1) ?? null;
}
