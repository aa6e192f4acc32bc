import { newId, type CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { SubmissionBusy } from '../errors.ts';
import type { TaskSettings } from '../grading/grading-model.ts';
import type { Actor } from '../model.ts';
import { getTask } from '../task-versions.ts';
import { forgetTaskSettings, settingsBefore } from './task-settings.ts';
import type { StoredSettings } from './task-settings.records.ts';

export interface ChangeTaskSettings {
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly by: Actor;
  readonly namesHidden: boolean;
  readonly releaseMode: TaskSettings['releaseMode'];
}

/** Sets how a task is graded in a cohort; recorded. Two store operations. @throws TaskUnknown, SubmissionBusy */
export async function changeTaskSettings(deps: AssessmentDeps, command: ChangeTaskSettings): Promise<void> {
  const { namesHidden, releaseMode } = command;
  await storeSettings(deps, { ...command, reason: '' }, (before) => {
    const isSame = before.namesHidden === namesHidden && before.releaseMode === releaseMode;
    return isSame ? before : { ...before, namesHidden, releaseMode };
  });
}

const tries = 8;

/** Stores what a change makes of a task's settings, with who made it and why; the id of the change, or null if none. */
export async function storeSettings(
  deps: AssessmentDeps,
  {
    cohortId,
    taskId,
    by,
    reason,
  }: Pick<ChangeTaskSettings, 'cohortId' | 'taskId' | 'by'> & { readonly reason: string },
  change: (before: StoredSettings, changeId: string) => StoredSettings,
): Promise<string | null> {
  getTask(deps, taskId);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await deps.records.settings.list(cohortId);
    const before = stored.find((one) => one.taskId === taskId) ?? settingsBefore(cohortId, taskId);
    const id = newId<'settings-change'>();
    const after = change(before, id);
    if (after === before) return null;
    const { namesHidden, releaseMode, levelPoints } = after;
    const entry = { id, at: deps.clock(), by, reason, settings: { namesHidden, releaseMode, levelPoints } };
    const isStored = await deps.records.settings.replace(
      { ...after, changes: [...before.changes, entry] },
      before.revision,
    );
    forgetTaskSettings(deps, cohortId);
    if (isStored) return id;
  }
  throw new SubmissionBusy('Others kept changing the same settings');
}
