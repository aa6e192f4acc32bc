import type { AssessmentDeps } from '../deps.ts';
import { SubmissionBusy, SubmissionUnknown } from '../errors.ts';
import type { Draft, Submission, SubmissionId } from '../model.ts';
import type { StoredDraft } from './draft.records.ts';

/** Whether authors may write: there are any, nothing waits for its grade, and no grade has ended it. */
export function isWritable({ state, authorIds }: Pick<Submission, 'state' | 'authorIds'>): boolean {
  return authorIds.length > 0 && (state === 'draft' || state === 'revise');
}

export interface Aligned {
  readonly submission: Submission;
  readonly draft: Draft;
}

/**
 * The draft of a submission, open or closed and with the authors as the submission has it: a process that ended between
 * the two writes of a step left them apart, or a grade was released since. One store operation where they agree.
 */
export async function alignDraft(
  { records }: Pick<AssessmentDeps, 'records'>,
  read: Submission,
): Promise<Aligned> {
  let submission = read;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const draft = (await records.drafts.find(read.id)) ?? (await records.drafts.ensure(submission));
    if (isAligned(draft, submission)) return { submission, draft };
    // Read after the draft, so that a step under way is not undone: its write changed the draft's turn.
    submission = await getSubmission(records, read.id);
    if (isAligned(draft, submission)) return { submission, draft };
    const { authorIds } = submission;
    await records.drafts.align(read.id, draft.turn, { open: isWritable(submission), authorIds });
  }
  throw new SubmissionBusy('Others kept opening and closing the same draft');
}

async function getSubmission(records: AssessmentDeps['records'], id: SubmissionId): Promise<Submission> {
  const submission = await records.submissions.find(id);
  if (!submission) throw new SubmissionUnknown(`There is no submission ${id}`);
  return submission;
}

function isAligned(draft: StoredDraft, submission: Submission): boolean {
  return draft.open === isWritable(submission) && String(draft.authorIds) === String(submission.authorIds);
}
