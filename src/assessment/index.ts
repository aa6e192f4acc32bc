/**
 * Assessment: what trainees hand in for a task, from the draft to the last grade, and how trainers grade it. Here belong
 * drafts, versions, files, levels and comments, decisions and releases, peer reviews and agreement between markers. Not
 * here: deadlines of a cohort (cohorts), what earns the certificate (certification), mails (notices), how a score
 * travels to an LMS (delivery, lti), any text for people (web/locales).
 *
 * A use case takes `AssessmentDeps` and a command, and checks that the submission is in the cohort and the author's own;
 * whether a role may do this at all is checked before (people's `can`).
 */
export type * from './model.ts';
export type { AssessmentDeps } from './deps.ts';
export { assessmentIndexes, assessmentRecords } from './assessment.records.ts';
export { getTask, getTaskVersion, listTasks, prepareAssessment } from './task-versions.ts';

// The rest of the product's: how people stand, and what scores are made from.
export {
  findPendingTaskResults,
  markTaskResultRelayed,
  type PendingTaskResult,
} from './standing/pending-scores.ts';
export { findReviewableVersion } from './standing/find-reviewable-version.ts';
export { findLatestRelease } from './standing/find-latest-release.ts';
export { listCohortStandings, listTaskStandings, type TaskStandings } from './standing/list-standings.ts';
export { listTaskResultParts } from './standing/list-task-result-parts.ts';
export { levelsOf, type TaskStanding } from './standing/task-standing.ts';

// What trainers see of many at once: visits, agreement between markers, sheets and archives.
export { findLastVisit, noteVisit } from './visits/note-visit.ts';
export { listMarkedWorks } from './moderation/list-marked-works.ts';
export { fewestForAlpha, type Agreement } from './moderation/measure-agreement.ts';
export {
  summariseMarks,
  type CriterionMarks,
  type MarkedWork,
  type MarkerMean,
  type ModerationSummary,
  type WorkApart,
} from './moderation/summarise-marks.ts';
