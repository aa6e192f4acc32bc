import type { AssessmentDeps } from '../deps.ts';
import type { OwnTask } from '../drafts/begin-submission.ts';
import { SubmissionUnknown } from '../errors.ts';
import type { Submission } from '../model.ts';

/** What this author has begun for a task. One store operation. @throws SubmissionUnknown */
export async function getOwn(
  { records }: Pick<AssessmentDeps, 'records'>,
  { author, cohortId, taskId }: OwnTask,
): Promise<Submission> {
  const submission = await records.submissions.findOf(author.enrolmentId, taskId);
  if (submission?.cohortId !== cohortId) throw new SubmissionUnknown(`Nothing was begun for ${taskId}`);
  return submission;
}
