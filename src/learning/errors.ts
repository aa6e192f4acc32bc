import { DomainError } from '../shared/index.ts';

export class LessonUnknown extends DomainError {
  readonly code = 'lesson-unknown';
}

export class QuizUnknown extends DomainError {
  readonly code = 'quiz-unknown';
}

export class QuestionUnknown extends DomainError {
  readonly code = 'question-unknown';
}

export class AttemptNotFound extends DomainError {
  readonly code = 'attempt-not-found';
}

export class NotYourAttempt extends DomainError {
  readonly code = 'not-your-attempt';
}

export class QuestionNotInAttempt extends DomainError {
  readonly code = 'question-not-in-attempt';
}

/** Details: `allowed`, the number of attempts. */
export class AttemptLimitReached extends DomainError {
  readonly code = 'attempt-limit-reached';
}

/** The cohort goes in order and an earlier module is not finished. Details: `module`, its title. */
export class ActivityLocked extends DomainError {
  readonly code = 'activity-locked';
}

/** The day from which attempts may start has not come. */
export class QuizNotOpen extends DomainError {
  readonly code = 'quiz-not-open';
}

/** The last date is over; no attempt may start. */
export class QuizClosed extends DomainError {
  readonly code = 'quiz-closed';
}

/** It was handed in before; nothing can be changed any more. */
export class AttemptClosed extends DomainError {
  readonly code = 'attempt-closed';
}

/** The time limit is over; what was stored before counts. */
export class TimeIsUp extends DomainError {
  readonly code = 'time-is-up';
}

/** Made up, changed, for another attempt, or more than a month old. */
export class SaveTokenInvalid extends DomainError {
  readonly code = 'save-token-invalid';
}

/** What came does not fit the question; the product's own pages never send it. */
export class AnswerMalformed extends DomainError {
  readonly code = 'answer-malformed';
}

/** Details: `limit`, in characters. */
export class AnswerTooLong extends DomainError {
  readonly code = 'answer-too-long';
}

/** Details: `limit`, in characters. */
export class TextTooLong extends DomainError {
  readonly code = 'text-too-long';
}

export class TextMissing extends DomainError {
  readonly code = 'text-missing';
}

/** What a trainer changes for someone is recorded with a reason. */
export class ReasonMissing extends DomainError {
  readonly code = 'reason-missing';
}

/** Details: `lowest`, `highest`. */
export class GrantOutOfRange extends DomainError {
  readonly code = 'grant-out-of-range';
}

/** Nobody was chosen to grant something to. */
export class NobodyChosen extends DomainError {
  readonly code = 'nobody-chosen';
}

export class AttemptStillOpen extends DomainError {
  readonly code = 'attempt-still-open';
}

/** Another attempt of the same quiz is open; only one may be. */
export class AnotherAttemptOpen extends DomainError {
  readonly code = 'another-attempt-open';
}

export class ReportNotFound extends DomainError {
  readonly code = 'report-not-found';
}

/** Answers kept coming in while it was handed in; trying again helps. */
export class AttemptBusy extends DomainError {
  readonly code = 'attempt-busy';
}
