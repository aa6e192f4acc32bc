import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { changeSubmission } from '../change-submission.ts';
import type { Submission } from '../model.ts';
import { getTaskSettings } from '../settings/task-settings.ts';
import { getTask, getTaskVersion } from '../task-versions.ts';
import type { GradingPlace, LevelPoints, TaskSettings } from './grading-model.ts';
import { levelPointsOf } from './level-points.ts';
import { refuseOtherCohort } from './submission-of.ts';

/** What rules of grading look at beside the submission. */
export interface Rubric {
  /** As it stood when the version in force was handed in. */
  readonly task: Task;
  readonly settings: TaskSettings;
  readonly levelPoints: LevelPoints;
}

/** changeSubmission, with the rubric of the version in force. Two store operations while the settings are fresh. */
export function changeGraded(
  deps: AssessmentDeps,
  { cohortId, submissionId }: Pick<GradingPlace, 'cohortId' | 'submissionId'>,
  rule: (submission: Submission, rubric: Rubric) => Submission,
): Promise<Submission> {
  return changeSubmission(deps, submissionId, async (submission) => {
    refuseOtherCohort(submission, cohortId);
    return rule(submission, await rubricOf(deps, submission));
  });
}

/** The rubric by which the version in force, or another one, is graded. */
export async function rubricOf(
  deps: AssessmentDeps,
  { cohortId, taskId, versions, current }: Submission,
  number = current,
): Promise<Rubric> {
  const version = versions.find((one) => one.number === number);
  const task = version ? await getTaskVersion(deps, taskId, version.taskVersion) : getTask(deps, taskId);
  const settings = await getTaskSettings(deps, cohortId, taskId);
  return { task, settings, levelPoints: levelPointsOf(task, settings) };
}
