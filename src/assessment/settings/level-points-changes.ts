import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { GradingReasonMissing } from '../errors.ts';
import type { LevelPoints } from '../grading/grading-model.ts';
import { refuseOutOfRange } from '../grading/level-points.ts';
import type { Actor, SubmissionId } from '../model.ts';
import { getTaskVersion } from '../task-versions.ts';
import { storeSettings } from './change-task-settings.ts';
import { recomputed, sharesWith } from './recompute.ts';
import type { StoredSettings } from './task-settings.records.ts';

export interface TaskPoints {
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly levelPoints: LevelPoints;
}

/** Someone whose released score would change; shares are 0–1. */
export interface AffectedScore {
  readonly submissionId: SubmissionId;
  readonly enrolmentId: EnrolmentId;
  readonly name: string | null;
  readonly before: number;
  readonly after: number;
}

/** Whose released scores other points would change. One store operation. @throws LevelPointsOutOfRange */
export async function previewLevelPoints(
  deps: AssessmentDeps,
  { cohortId, taskId, levelPoints }: TaskPoints,
): Promise<AffectedScore[]> {
  refuseOutOfRange(levelPoints);
  const affected: AffectedScore[] = [];
  for (const { id, authors, releases } of await deps.records.released.listReleased(cohortId, taskId)) {
    const release = releases.at(-1);
    if (!release) continue;
    const task = await getTaskVersion(deps, taskId, release.taskVersion);
    const after = sharesWith(release, task, levelPoints);
    for (const { enrolmentId, name } of authors) {
      const [old, fresh] = [release.shares[enrolmentId], after[enrolmentId]];
      if (old !== undefined && fresh !== undefined && old !== fresh)
        affected.push({ submissionId: id, enrolmentId, name, before: old, after: fresh });
    }
  }
  return affected;
}

/**
 * Sets what levels are worth for a task in a cohort, and reckons every released grade anew, with a record of it. What is
 * cut short is finished by finishLevelPoints. Answers with how many releases were reckoned anew.
 * @throws LevelPointsOutOfRange, GradingReasonMissing, TaskUnknown, SubmissionBusy
 */
export async function changeLevelPoints(
  deps: AssessmentDeps,
  { by, reason, ...points }: TaskPoints & { readonly by: Actor; readonly reason: string },
): Promise<number> {
  const { cohortId, taskId, levelPoints } = points;
  refuseOutOfRange(levelPoints);
  const why = reason.trim().slice(0, 2_000);
  if (why === '') throw new GradingReasonMissing('Other points need a reason');
  const changeId = await storeSettings(deps, { cohortId, taskId, by, reason: why }, (before, id) => ({
    ...before,
    levelPoints,
    unspread: id,
  }));
  return changeId === null ? 0 : spread(deps, points, { by, reason: why });
}

/** A page may have read settings of this age, in ms, just before they changed, and released with them. */
const settledAfter = 30_000;

/**
 * A job: lets changes of points reach releases that they have not reached, because a change was cut short or a grade was
 * released at the same moment. May be repeated, also by several processes. One store operation where nothing is left.
 */
export async function finishLevelPoints(deps: AssessmentDeps): Promise<void> {
  for (const settings of await deps.records.settings.listUnspread()) {
    const change = changeOf(settings);
    if (!change || !settings.levelPoints || !settings.unspread) continue;
    const isSettled = deps.clock().getTime() - change.at.getTime() >= settledAfter;
    await spread(deps, { ...settings, levelPoints: settings.levelPoints }, change);
    if (isSettled) await deps.records.settings.markSpread(settings, settings.unspread);
  }
}

function changeOf({ changes, unspread }: StoredSettings): StoredSettings['changes'][number] | undefined {
  return changes.find(({ id }) => id === unspread);
}

async function spread(
  deps: AssessmentDeps,
  { cohortId, taskId, levelPoints }: TaskPoints,
  { by, reason }: { readonly by: Actor; readonly reason: string },
): Promise<number> {
  let count = 0;
  for (const { id } of await deps.records.released.listReleased(cohortId, taskId)) {
    let isChanged = false;
    await changeSubmission(deps, id, async (submission) => {
      const version = submission.releases.at(-1)?.taskVersion;
      if (version === undefined) return submission;
      const task = await getTaskVersion(deps, taskId, version);
      const after = recomputed(submission, task, { levelPoints, by, reason, now: deps.clock() });
      isChanged = after !== submission;
      return after;
    });
    if (isChanged) count += 1;
  }
  return count;
}
