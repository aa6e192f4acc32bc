import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { toOwnSubmission, type OwnSubmission } from '../own-submission.ts';
import type { Draft } from '../model.ts';
import { getTask } from '../task-versions.ts';
import { alignDraft } from './align-draft.ts';
import { beginSubmission, type OwnTask } from './begin-submission.ts';
import { signDraftToken } from './draft-token.ts';

export interface OpenDraft {
  /** The task as it stands now; its version will be that of what is handed in. */
  readonly task: Task;
  readonly submission: OwnSubmission;
  readonly draft: Draft;
  /** With which the page stores what is typed, whatever becomes of the session. */
  readonly token: string;
}

/**
 * What the author writes for a task, from its first opening on. Two store operations, four at the first time.
 * @throws TaskUnknown
 */
export async function openDraft(deps: AssessmentDeps, own: OwnTask): Promise<OpenDraft> {
  const { author, cohortId, taskId } = own;
  const task = getTask(deps, taskId);
  const { submission, draft } = await alignDraft(deps, await beginSubmission(deps, own));
  const claims = { submissionId: submission.id, cohortId, taskId, ...author };
  return {
    ...{ task, draft },
    submission: toOwnSubmission(submission, author.enrolmentId),
    token: signDraftToken(deps.tokenKey, claims, deps.clock()),
  };
}
