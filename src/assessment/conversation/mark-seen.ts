import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { EnrolmentId } from '../../shared/index.ts';
import type { SubmissionId } from '../model.ts';
import { recordSeen } from './message-rules.ts';

/** An author has opened the page on which everything new stands. One store operation where nothing is new, else two. */
export async function markSeen(
  deps: AssessmentDeps,
  { submissionId, enrolmentId }: { readonly submissionId: SubmissionId; readonly enrolmentId: EnrolmentId },
): Promise<void> {
  await changeSubmission(deps, submissionId, (found) => recordSeen(found, enrolmentId, deps.clock()));
}
