import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { getTaskSettings } from '../settings/task-settings.ts';
import { shownAuthors } from '../shown-authors.ts';
import type { MarkedSubmission } from './moderation.records.ts';
import type { MarkedWork } from './summarise-marks.ts';

/**
 * Every version of a task's hand-ins that has a finished mark, for the moderation view. What a second marker must not
 * know yet stays out: a version that two mark independently comes in when both have finished. One store operation
 * while the cohort's settings are fresh.
 */
export async function listMarkedWorks(
  deps: AssessmentDeps,
  { cohortId, taskId }: { readonly cohortId: CohortId; readonly taskId: string },
): Promise<MarkedWork[]> {
  const { namesHidden } = await getTaskSettings(deps, cohortId, taskId);
  const submissions = await deps.records.moderation.listMarked(cohortId, taskId);
  return submissions.flatMap((submission) => markedWorks(submission, namesHidden));
}

/** Tasks of the cohort on which somebody has begun a mark. One store operation. */
export async function listMarkedTasks(
  { records }: Pick<AssessmentDeps, 'records'>,
  cohortId: CohortId,
): Promise<ReadonlySet<string>> {
  return new Set(await records.moderation.listMarkedTasks(cohortId));
}

export function markedWorks(submission: MarkedSubmission, namesHidden: boolean): MarkedWork[] {
  const numbers = new Set(submission.marks.map(({ version }) => version));
  return [...numbers].flatMap((version) => {
    const marks = submission.marks.filter((mark) => mark.version === version && mark.finishedAt !== null);
    if (marks.length === 0 || isStillIndependent(submission, version)) return [];
    return [{ submissionId: submission.id, version, authors: shownAuthors(submission, namesHidden), marks }];
  });
}

/** One of two markers may still be working without knowing what the other gave. */
function isStillIndependent({ state, current, marks }: MarkedSubmission, version: number): boolean {
  const isOpen = state === 'waiting' && version === current;
  const independent = marks.filter(
    (mark) => mark.version === version && (mark.role === 'first' || mark.role === 'second'),
  );
  const finished = independent.filter(({ finishedAt }) => finishedAt !== null);
  return isOpen && independent.length > 0 && (finished.length < 2 || finished.length < independent.length);
}
