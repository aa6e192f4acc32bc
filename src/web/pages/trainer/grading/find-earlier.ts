import { getTaskVersion, type AssessmentDeps, type GradingSheet } from '../../../../assessment/index.ts';
import type { DiffSide } from '../../task-work/diff-model.ts';

/** The version with which the one that is shown is compared. */
export interface Earlier extends DiffSide {
  readonly number: number;
}

/**
 * The last version before the one that is shown that its authors got a grade for; null where there is none. One store
 * operation where there is one.
 */
export async function findEarlier(
  deps: Pick<AssessmentDeps, 'records' | 'curriculum'>,
  { submission, version }: GradingSheet,
): Promise<Earlier | null> {
  const graded = new Set(submission.releases.map((release) => release.version));
  const head = submission.versions.findLast(({ number }) => number < version.number && graded.has(number));
  const work = head && (await deps.records.versions.find(head.id));
  if (!work) return null;
  const task = await getTaskVersion(deps, work.taskId, work.taskVersion);
  return { number: head.number, task, work };
}
