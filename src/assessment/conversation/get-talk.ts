import type { CohortId } from '../../shared/index.ts';
import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { SubmissionUnknown } from '../errors.ts';
import { withoutNames } from '../grading/what-marker-sees.ts';
import type { Submission, SubmissionId } from '../model.ts';
import { getTaskSettings } from '../settings/task-settings.ts';
import { getTask } from '../task-versions.ts';

/** What trainers see of a submission of which nothing is handed in: its messages. Its draft is its authors' own. */
export interface Talk {
  readonly submission: Submission;
  readonly task: Task;
  readonly namesHidden: boolean;
}

/**
 * The messages about a task of which nothing is in force: asked before the first hand-in, or after it was taken back. One
 * store operation while the settings of the cohort are fresh.
 * @throws SubmissionUnknown where a version is in force, or nothing was written, TaskUnknown
 */
export async function getTalk(
  deps: AssessmentDeps,
  { submissionId, cohortId }: { readonly submissionId: SubmissionId; readonly cohortId: CohortId },
): Promise<Talk> {
  const found = await deps.records.submissions.find(submissionId);
  if (found?.cohortId !== cohortId || found.current > 0 || found.messages.length === 0)
    throw new SubmissionUnknown('No messages of this cohort without a work');
  const settings = await getTaskSettings(deps, cohortId, found.taskId);
  const namesHidden = settings.namesHidden && found.releases.length === 0;
  const task = getTask(deps, found.taskId);
  return { task, namesHidden, submission: namesHidden ? withoutNames(found) : found };
}
