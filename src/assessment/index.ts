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
export type * from './grading/grading-model.ts';
export type * from './grading/bank-model.ts';
export type * from './queue/queue-model.ts';
export type { AssessmentDeps } from './deps.ts';
export { assessmentIndexes, assessmentRecords } from './assessment.records.ts';
export { getTask, getTaskVersion, listTasks, prepareAssessment } from './task-versions.ts';

// What trainees write and hand in.
export { openDraft, type OpenDraft } from './drafts/open-draft.ts';
export { saveDraftByToken } from './drafts/save-draft.ts';
export type { FieldToSave, SavedDraft } from './drafts/saved-field.ts';
export { parseFieldValue } from './drafts/parse-field-value.ts';
export { fingerprintOf, parseDraftForm } from './drafts/parse-draft-form.ts';
export { checkDraft, wordsOf, type DraftProblem } from './drafts/check-draft.ts';
export { countWords } from './drafts/count-words.ts';
export { longestText, textsOf } from './drafts/field-texts.ts';
export type { OwnTask } from './drafts/begin-submission.ts';
export { handIn, type HandedIn } from './handing-in/submit.ts';
export { reviewDraft, type ReviewedDraft } from './handing-in/review-draft.ts';
export { withdraw } from './handing-in/withdraw.ts';
export { canWithdraw } from './handing-in/hand-in-rules.ts';
export { inviteAuthor, retractInvitation } from './handing-in/invite-author.ts';
export { answerInvitation } from './handing-in/answer-invitation.ts';
export { leaveSubmission } from './handing-in/leave-submission.ts';
export { canLeave, isBeforeHandIn } from './handing-in/author-rules.ts';
export {
  getOwnSubmission,
  getOwnVersion,
  type OwnTaskState,
  type OwnVersion,
} from './handing-in/get-own-submission.ts';
export { findPrivateDetails, type PrivateDetail } from './handing-in/find-private-details.ts';
export { writeMessage } from './conversation/write-message.ts';
export { askSecondLook } from './conversation/ask-second-look.ts';
export { canAskSecondLook, longestMessage } from './conversation/message-rules.ts';
export { getTalk, type Talk } from './conversation/get-talk.ts';
export { markSeen } from './conversation/mark-seen.ts';
export type { OwnRelease, OwnSubmission } from './own-submission.ts';

// The markers'.
export { claimSubmission, giveBack } from './grading/claim-submission.ts';
export {
  changeBankComment,
  keepComment,
  noteBankUse,
  removeBankComment,
  searchBank,
} from './grading/comment-bank.ts';
export { finishMark } from './grading/finish-mark.ts';
export { getGradingSheet } from './grading/get-grading-sheet.ts';
export { gradeAgain } from './grading/grade-again.ts';
export { levelPointsOf } from './grading/level-points.ts';
export { readMarkToken } from './grading/mark-token.ts';
export { MarkTokenInvalid } from './errors.ts';
export { parseMarkChanges } from './grading/parse-mark-change.ts';
export { proposeGrade } from './grading/propose.ts';
export { releaseAlone } from './grading/release-alone.ts';
export { releaseNow } from './grading/release-now.ts';
export { countTogether, releaseDue, releaseTogether } from './grading/release-waiting.ts';
export { reopenFailed } from './grading/reopen-failed.ts';
export { saveMarkByToken } from './grading/save-mark-by-token.ts';
export { takeBackMark } from './grading/take-back-mark.ts';
export { changeTaskSettings } from './settings/change-task-settings.ts';
export { changeLevelPoints, finishLevelPoints, previewLevelPoints } from './settings/level-points-changes.ts';
export { getTaskSettings, listTaskSettings } from './settings/task-settings.ts';

// The queue.
export { allocateEvenly, allocatePeople, findAllocation } from './queue/allocate-people.ts';
export { allocateWork } from './queue/allocate-work.ts';
export { countWaiting, type Waiting } from './queue/count-waiting.ts';
export { listQueue } from './queue/list-queue.ts';
export { neighboursOf } from './queue/neighbours-of.ts';
export { queueShows, queueWhos, wholeQueue } from './queue/queue-model.ts';
export { remindDrafts } from './queue/remind-drafts.ts';
// What trainees say about each other's work.
export { beginReview } from './peer-review/begin-review.ts';
export { clearWork } from './peer-review/clear-work.ts';
export { settleReviews } from './peer-review/count-reviews.ts';
export { getPeerOversight, type PeerOversight } from './peer-review/get-peer-oversight.ts';
export { getPeerStanding, type PeerStanding } from './peer-review/get-peer-standing.ts';
export { getReview, type ReviewSheet } from './peer-review/get-review.ts';
export { isAssignedReviewer } from './peer-review/is-assigned-reviewer.ts';
export { hideReview, showReview } from './peer-review/moderate-review.ts';
export { longestReviewText, type PeerReview, type Usefulness } from './peer-review/peer-review.ts';
export { rateReview } from './peer-review/rate-review.ts';
export type { ReceivedReview } from './peer-review/received-review.ts';
export { missingIn, storedValue, type ChangedField } from './peer-review/review-changes.ts';
export type { FindsDetails } from './peer-review/peer-scene.ts';
export { saveReviewByToken } from './peer-review/save-review.ts';
export { submitReview } from './peer-review/submit-review.ts';

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
export { findPendingNotices, markNoticed, type PendingAuthorNotice } from './notices/pending-notices.ts';
export { listHandedIn } from './notices/list-handed-in.ts';
export { getTaskRecords, type TaskRecord } from './record/get-task-records.ts';
export type { TaskStanding } from './standing/task-standing.ts';

export type { ShownAuthor } from './shown-authors.ts';

// What trainers see of many at once: visits, agreement between markers, sheets and archives.
export { findLastVisit, noteVisit } from './visits/note-visit.ts';
export { listMarkedTasks, listMarkedWorks } from './moderation/list-marked-works.ts';
export { fewestForAlpha, type Agreement } from './moderation/measure-agreement.ts';
export { summariseMarks, type MarkerMean, type ModerationSummary } from './moderation/summarise-marks.ts';
export { applySheet, type AppliedSheet } from './exchange/apply-sheet.ts';
export type { PlannedRow, SheetChange, SheetProblem } from './exchange/compare-sheet.ts';
export { listSheetWorks } from './exchange/list-sheet-works.ts';
export { previewSheet, type SheetPreview } from './exchange/preview-sheet.ts';
export { readableName, uniqueName } from './exchange/readable-name.ts';
export type { SheetFault } from './exchange/read-sheet.ts';
export type { SheetColumn } from './exchange/sheet-columns.ts';
export { sheetRows } from './exchange/sheet-rows.ts';
export {
  getArchivedVersion,
  listArchive,
  openArchivedFile,
  type ArchivedWork,
} from './exchange/task-archive.ts';
export { writeSheet } from './exchange/write-sheet.ts';
// Files: their bytes come through tus or a plain form, and go out only through getReadableFile.
export { checkUpload } from './files/check-upload.ts';
export { copyFiles } from './files/copy-files.ts';
export type { FileDeps } from './files/deps.ts';
export type { StoredFile } from './files/file.ts';
export { signFileToken } from './files/file-token.ts';
export { acceptedTypes, extensionOfType, kindOfType } from './files/file-types.ts';
export { finishUpload } from './files/finish-upload.ts';
export { getReadableFile, type FileReader } from './files/get-readable-file.ts';
export { listFilesByToken, listFilesOf } from './files/list-files.ts';
export { openFiles } from './files/open-files.ts';
export { removeFile } from './files/remove-file.ts';
export { storageError } from './files/storage-errors.ts';
export { sweepFiles } from './files/sweep-files.ts';
export { TusStore } from './files/tus-store.ts';
export type { FileField } from './files/writable-place.ts';
