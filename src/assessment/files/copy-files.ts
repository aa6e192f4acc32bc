import { newId, type EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { SubmissionId } from '../model.ts';

/**
 * Gives another submission of the same task the files of one, as an author does who leaves with a copy. The bytes are
 * shared, each submission takes out its own. Two store operations.
 */
export async function copyFiles(
  { records, clock }: Pick<AssessmentDeps, 'records' | 'clock'>,
  { from, to, by }: { readonly from: SubmissionId; readonly to: SubmissionId; readonly by: EnrolmentId },
): Promise<void> {
  const files = await records.files.listOf(from);
  const now = clock();
  const copies = files.map((file) => ({
    ...file,
    ...{ id: newId<'file'>(), submissionId: to, uploadedBy: by, uploadedAt: now },
  }));
  if (copies.length > 0) await records.files.insertAll(copies);
}
