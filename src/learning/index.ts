/**
 * Learning: lessons marked done, quiz attempts, scoring, progress, and what a trainer may look up, grant and correct.
 * Here belong the rules of a quiz and the facts they decide on. Not here: hand-in tasks (assessment), what earns the
 * certificate (certification), how a score travels to an LMS (delivery, lti), any text for people (web/locales).
 *
 * A use case takes `LearningDeps` and a command, and checks that the attempt is the participant's own or the cohort's;
 * whether a role may do this at all is checked before (people's `can`). Shares are 0–1.
 */
export type * from './model.ts';
export type { LearningDeps } from './deps.ts';
export { learningIndexes, learningRecords } from './learning.records.ts';

// The trainee's.
export { getProgress } from './get-progress.ts';
export { markLesson } from './mark-lesson.ts';
export { startAttempt, type Opening } from './start-attempt.ts';
export { getAttempt } from './get-attempt.ts';
export { saveAnswerByToken } from './save-answer.ts';
export { submitAttempt } from './submit-attempt.ts';
export { getAttemptResult } from './get-attempt-result.ts';
export { reportProblem } from './report-problem.ts';
export { parseAnswer } from './parse-answer.ts';
export { listLockedModules } from './locked-modules.ts';

// The trainer's.
export { listOverview } from './list-overview.ts';
export { listAttempts } from './list-attempts.ts';
export { getQuizStatistics } from './get-quiz-statistics.ts';
export { grantAttempts, listGrants } from './grant-attempts.ts';
export { reopenAttempt } from './reopen-attempt.ts';
export { moveClosings } from './move-closings.ts';
export { correctQuestion, listCorrections, previewCorrection } from './correct-question.ts';
export { listReports, settleReport } from './trainer-reports.ts';

// The authors': how a question shows and scores, without an attempt.
export { scoreQuestion } from './score-question.ts';
export { showQuestion } from './show-question.ts';

// The rest of the product's.
export { listResultParts } from './list-result-parts.ts';
export { findPendingResults, markRelayed } from './pending-results.ts';
export { finishChanges } from './finish-changes.ts';
export { endExpiredAttempts } from './end-expired-attempts.ts';
export { prepareLearning } from './prepare-learning.ts';
export { rebuildProgress } from './rebuild-progress.ts';
