import type { Task } from '../../curriculum/index.ts';
import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { rubricOf, type Rubric } from '../grading/change-graded.ts';
import { partOf, type Part } from '../grading/part-of.ts';
import type { Actor, Submission } from '../model.ts';
import { getTaskSettings } from '../settings/task-settings.ts';
import { shownAuthors } from '../shown-authors.ts';
import { getTask } from '../task-versions.ts';
import type { SheetClosed, SheetWork } from './compare-sheet.ts';

export interface SheetPlace {
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly by: Actor;
}

/** What a sheet is made from, or compared with. */
export interface SheetWorks {
  /** As it stands now; its criteria are the sheet's columns. */
  readonly task: Task;
  readonly works: readonly SheetWork[];
}

/**
 * Every hand-in of a task as one marker may see and mark it: their own mark, and where they cannot mark, why. One store
 * operation, and one for each earlier version of the task that nobody has asked for yet. @throws TaskUnknown
 */
export async function listSheetWorks(
  deps: AssessmentDeps,
  { cohortId, taskId, by }: SheetPlace,
): Promise<SheetWorks> {
  const task = getTask(deps, taskId);
  const { namesHidden } = await getTaskSettings(deps, cohortId, taskId);
  const works: SheetWork[] = [];
  for (const submission of await deps.records.exchange.listHandedIn(cohortId, taskId)) {
    const rubric = await rubricOf(deps, submission);
    works.push(sheetWork(submission, { task, rubric, by, namesHidden, now: deps.clock() }));
  }
  return { task, works };
}

interface Reading {
  readonly task: Task;
  readonly rubric: Rubric;
  readonly by: Actor;
  readonly namesHidden: boolean;
  readonly now: Date;
}

export function sheetWork(
  submission: Submission,
  { task, rubric, by, namesHidden, now }: Reading,
): SheetWork {
  const part = partOf(submission, by, { markers: rubric.task.markers, now });
  const code = closedCode(part, hasSameCriteria(task, rubric.task));
  const name = code === 'held' ? (submission.hold?.by.name ?? null) : null;
  return {
    submissionId: submission.id,
    authors: shownAuthors(submission, namesHidden),
    version: submission.current,
    mark: part.mark,
    closed: code && { code, name },
  };
}

/** Why a sheet cannot mark it; null where it can. Agreeing and deciding need both marks side by side. */
function closedCode({ mark, role, cannot }: Part, hasSame: boolean): SheetClosed['code'] | null {
  if (cannot) return cannot;
  if (mark?.finishedAt) return 'mark-finished';
  if (role === 'agreed' || role === 'third') return 'to-decide';
  return hasSame ? null : 'other-rubric';
}

function hasSameCriteria(one: Task, other: Task): boolean {
  const ids = ({ criteria }: Task): string => criteria.map(({ id }) => id).join(' ');
  return ids(one) === ids(other);
}
