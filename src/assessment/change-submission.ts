import type { Submission, SubmissionId } from './model.ts';
import { SubmissionBusy, SubmissionUnknown } from './errors.ts';
import type { SubmissionRecords } from './submission.records.ts';

/** How often a change is tried anew when others change the same submission at the same moment. */
const tries = 8;

/**
 * Reads a submission, applies a pure rule and stores the outcome, if nobody has changed it in between; else once more
 * with what stands there now. The rule throws a DomainError where it does not allow the change, and answers with the very
 * object it was given where there is nothing to change. It may wait for what it looks at beside the submission. Two
 * store operations.
 * @throws SubmissionUnknown, SubmissionBusy and what the rule throws
 */
export async function changeSubmission(
  { records }: { readonly records: { readonly submissions: SubmissionRecords } },
  id: SubmissionId,
  rule: (submission: Submission) => Submission | Promise<Submission>,
): Promise<Submission> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = await records.submissions.find(id);
    if (!before) throw new SubmissionUnknown(`There is no submission ${id}`);
    const after = await rule(before);
    if (after === before) return before;
    if (await records.submissions.replace(after, before.revision))
      return { ...after, revision: before.revision + 1 };
  }
  throw new SubmissionBusy('Others kept changing the same submission');
}
