import { DomainError } from '../shared/index.ts';

/** There is no such task, or none that can be handed in. */
export class TaskUnknown extends DomainError {
  readonly code = 'task-unknown';
}

/** There is no such submission, or it is not in this cohort or not this person's. */
export class SubmissionUnknown extends DomainError {
  readonly code = 'submission-unknown';
}

/** Others kept changing it; trying again helps. */
export class SubmissionBusy extends DomainError {
  readonly code = 'submission-busy';
}

/** Nothing of this submission waits for a grade: it was withdrawn, or its grade is released. */
export class NothingToGrade extends DomainError {
  readonly code = 'nothing-to-grade';
}

/** A newer version was handed in since the page was opened. */
export class NewerVersionWaits extends DomainError {
  readonly code = 'newer-version-waits';
}

/** Another marker holds the submission. */
export class HeldByAnother extends DomainError {
  readonly code = 'held-by-another';
}

/** As many as the task asks for are marking it already, or it is decided. */
export class MarkersComplete extends DomainError {
  readonly code = 'markers-complete';
}

/** The two marks are too far apart for their markers to agree: a third decides. */
export class ThirdMarkerNeeded extends DomainError {
  readonly code = 'third-marker-needed';
}

/** The agreement departs from the levels of the other marker, who has not confirmed it. */
export class AgreementNeedsOther extends DomainError {
  readonly code = 'agreement-needs-other';
}

/** There is no mark to finish, hold or take back. */
export class MarkUnknown extends DomainError {
  readonly code = 'mark-unknown';
}

/** It has changed since the page was opened. */
export class MarkChanged extends DomainError {
  readonly code = 'mark-changed';
}

/** It is finished; who wants to change it takes it back first. */
export class MarkFinished extends DomainError {
  readonly code = 'mark-finished';
}

/** Levels, a reason or what to do next are missing. */
export class MarkIncomplete extends DomainError {
  readonly code = 'mark-incomplete';
}

/** It names a criterion, level, author or anchor that does not exist. */
export class MarkMalformed extends DomainError {
  readonly code = 'mark-malformed';
}

export class MarkTooLong extends DomainError {
  readonly code = 'mark-too-long';
}

/** Not signed by this tool for this purpose, or of a page opened long ago. */
export class MarkTokenInvalid extends DomainError {
  readonly code = 'mark-token-invalid';
}

/** No finished grade waits to be released. */
export class NothingToRelease extends DomainError {
  readonly code = 'nothing-to-release';
}

/** What was released stays: authors have read it. */
export class AlreadyReleased extends DomainError {
  readonly code = 'already-released';
}

/** Only a failed task is reopened, and only once. */
export class CannotReopenTask extends DomainError {
  readonly code = 'cannot-reopen-task';
}

/** Level 1 is at most 69, level 2 at least 70, and they rise from 0 to 100. */
export class LevelPointsOutOfRange extends DomainError {
  readonly code = 'level-points-out-of-range';
}

/** What is recorded for others needs a word why. */
export class GradingReasonMissing extends DomainError {
  readonly code = 'grading-reason-missing';
}

/** It was removed, or is another trainer's own. */
export class BankCommentUnknown extends DomainError {
  readonly code = 'bank-comment-unknown';
}
