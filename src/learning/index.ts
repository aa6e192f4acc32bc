/**
 * Learning: lessons marked done, quiz attempts, scoring, progress, and what a trainer may look up, grant and correct.
 * Here belong the rules of a quiz and the facts they decide on. Not here: hand-in tasks (assessment), what earns the
 * certificate (certification), how a score travels to an LMS (delivery, lti), any text for people (web/locales).
 *
 * A use case takes `LearningDeps` and a command, and checks that the attempt is the participant's own or the cohort's;
 * whether a role may do this at all is checked before (people's `can`). Shares are 0–1.
 */
import type { Question } from '../curriculum/index.ts';
import type { ActivityRef, AttemptId, CohortId, CollectionIndexes, EnrolmentId } from '../shared/index.ts';
import type { LearningDeps } from './deps.ts';
import type {
  Actor,
  Answer,
  AttemptResult,
  AttemptSheet,
  AttemptSummary,
  Correction,
  CorrectionId,
  CorrectionKind,
  CorrectionPreview,
  Grant,
  GrantId,
  GrantKind,
  OverviewRow,
  Participant,
  PendingResult,
  ProblemReport,
  Progress,
  QuizStatistics,
  ReportId,
  Result,
  SavedAnswer,
} from './model.ts';

export type * from './model.ts';
export type { LearningDeps, LearningRecords } from './deps.ts';

const notBuilt = (): never => {
  throw new Error('Not built yet');
};

// --- the trainee ---

/** Progress of one person: lessons done and every quiz's standing. One store operation (more at the first visit). */
export function getProgress(
  deps: LearningDeps,
  command: { enrolmentId: EnrolmentId; cohortId: CohortId },
): Promise<Progress> {
  return notBuilt();
}

/** The trainee's own mark. Repeating it changes nothing. Two store operations. @throws LessonUnknown */
export function markLesson(
  deps: LearningDeps,
  command: { participant: Participant; lessonId: string; done: boolean },
): Promise<void> {
  return notBuilt();
}

/**
 * Starts an attempt, or returns the one that is open: pressing twice starts one. A preview (view as trainee) is kept
 * apart for a day and counts nowhere. `inOrder`: the cohort asks for one module after the other.
 * @throws QuizUnknown, AttemptLimitReached, ActivityLocked
 */
export function startAttempt(
  deps: LearningDeps,
  command: { participant: Participant; quizId: string; preview?: boolean; inOrder?: boolean },
): Promise<{ attemptId: AttemptId; resumed: boolean }> {
  return notBuilt();
}

/**
 * The attempt as its owner works on it; when its time is up it is ended first and comes back as 'submitted'.
 * One store operation. @throws AttemptNotFound, NotYourAttempt
 */
export function getAttempt(
  deps: LearningDeps,
  command: { attemptId: AttemptId; enrolmentId: EnrolmentId },
): Promise<AttemptSheet> {
  return notBuilt();
}

/**
 * Stores one answer by the attempt's save token, without a session; one store operation, safe to repeat. The form holds
 * `answer` or `answer.<id>` as parseAnswer says. `questionId` and `version`: the question as the page showed it. `page`: a
 * random name of this page load (1–24 letters, digits, - or _); `sequence`: rising within the page, so that a late
 * request never overwrites a newer one. `seenAt`: `savedAt` of the answer that the page last saw here (ms), or null.
 * @throws SaveTokenInvalid, AttemptClosed, TimeIsUp, AnswerMalformed, AnswerTooLong, QuestionNotInAttempt
 */
export function saveAnswerByToken(
  deps: LearningDeps,
  command: {
    token: string;
    questionId: string;
    version: string;
    form: Readonly<Record<string, unknown>>;
    page: string;
    sequence: number;
    seenAt: number | null;
  },
): Promise<SavedAnswer> {
  return notBuilt();
}

/** Hands in an attempt and scores it. Handing in again changes nothing. @throws AttemptNotFound, NotYourAttempt */
export function submitAttempt(
  deps: LearningDeps,
  command: { attemptId: AttemptId; enrolmentId: EnrolmentId },
): Promise<{ attemptId: AttemptId; quizId: string; endedBy: 'trainee' | 'time' }> {
  return notBuilt();
}

/**
 * An attempt with its score and the feedback that the viewer may see: its owner while attempts are left what was
 * chosen, after passing or the last attempt everything; a trainer of the cohort always everything.
 * @throws AttemptNotFound, NotYourAttempt
 */
export function getAttemptResult(
  deps: LearningDeps,
  command: { attemptId: AttemptId; viewer: { enrolmentId: EnrolmentId } | { trainerOf: CohortId } },
): Promise<AttemptResult> {
  return notBuilt();
}

/** A trainee says that something is wrong with a question. @throws NotYourAttempt, QuestionNotInAttempt, TextTooLong */
export function reportProblem(
  deps: LearningDeps,
  command: { attemptId: AttemptId; enrolmentId: EnrolmentId; questionNumber: number; text: string },
): Promise<void> {
  return notBuilt();
}

/**
 * Reads an answer from a form: `answer` (single choice, true/false, short text, numeric; repeated for multiple
 * response) or `answer.<id>` (matching and cloze: the target's or option's id; ordering: the place from 1). Parts may
 * be missing; anything that does not fit the question is refused. @throws AnswerMalformed, AnswerTooLong
 */
export function parseAnswer(question: Question, form: Readonly<Record<string, unknown>>): Answer {
  return notBuilt();
}

// --- the trainer ---

/** One row per enrolment given, in that order: quiz, module, lesson or curriculum. Three store operations. */
export function listOverview(
  deps: LearningDeps,
  command: { cohortId: CohortId; ref: ActivityRef; enrolmentIds: readonly EnrolmentId[] },
): Promise<OverviewRow[]> {
  return notBuilt();
}

/** Attempts of a cohort, newest first. */
export function listAttempts(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId?: string; enrolmentId?: EnrolmentId },
): Promise<AttemptSummary[]> {
  return notBuilt();
}

/** How each question was answered. @throws QuizUnknown */
export function getQuizStatistics(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId: string },
): Promise<QuizStatistics> {
  return notBuilt();
}

/** Grants attempts or time to some (`enrolmentIds`) or everyone (null). @throws QuizUnknown, ReasonMissing, GrantOutOfRange */
export function grantAttempts(
  deps: LearningDeps,
  command: {
    cohortId: CohortId;
    quizId: string;
    enrolmentIds: readonly EnrolmentId[] | null;
    grant: GrantKind;
    reason: string;
    by: Actor;
  },
): Promise<GrantId> {
  return notBuilt();
}

/** What was granted in a cohort, newest first. */
export function listGrants(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId?: string },
): Promise<Grant[]> {
  return notBuilt();
}

/**
 * Opens an attempt again that was closed by accident, with its answers; `minutes` from now, null without limit.
 * @throws AttemptNotFound, AttemptStillOpen, ReasonMissing, GrantOutOfRange
 */
export function reopenAttempt(
  deps: LearningDeps,
  command: { cohortId: CohortId; attemptId: AttemptId; minutes: number | null; reason: string; by: Actor },
): Promise<void> {
  return notBuilt();
}

/** Who would be affected by a correction. Writes nothing. @throws QuizUnknown, QuestionUnknown */
export function previewCorrection(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId: string; questionId: string; correction: CorrectionKind },
): Promise<CorrectionPreview> {
  return notBuilt();
}

/**
 * Records the correction, rescores every attempt that showed the question, and tells the outbox where a score changed.
 * Scores fall only with `scoresMayFall`. @throws QuizUnknown, QuestionUnknown, ReasonMissing
 */
export function correctQuestion(
  deps: LearningDeps,
  command: {
    cohortId: CohortId;
    quizId: string;
    questionId: string;
    correction: CorrectionKind;
    scoresMayFall: boolean;
    reason: string;
    by: Actor;
  },
): Promise<{ id: CorrectionId; changed: number }> {
  return notBuilt();
}

/** Corrections made in a cohort, newest first. */
export function listCorrections(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId: string },
): Promise<Correction[]> {
  return notBuilt();
}

/** Problems reported by trainees of the cohort, newest first. */
export function listReports(
  deps: LearningDeps,
  command: { cohortId: CohortId; quizId?: string },
): Promise<ProblemReport[]> {
  return notBuilt();
}

/** A trainer has dealt with a report. @throws ReportNotFound */
export function settleReport(
  deps: LearningDeps,
  command: { cohortId: CohortId; reportId: ReportId; by: Actor },
): Promise<void> {
  return notBuilt();
}

// --- the rest of the product ---

/**
 * The result that counts (best attempt) for a quiz, in points; for a module or the curriculum the share of points
 * earned over its quizzes, in per cent. Null where there is nothing to tell (no attempt, or a lesson, task or cohort).
 */
export function resultFor(
  deps: LearningDeps,
  enrolmentId: EnrolmentId,
  ref: ActivityRef,
): Promise<Result | null> {
  return notBuilt();
}

/** Changes of results that the outbox has not taken over yet, oldest first. */
export function findPendingResults(deps: LearningDeps, limit: number): Promise<PendingResult[]> {
  return notBuilt();
}

/** The outbox has it. May be repeated. Also brings the progress summary up to date, should a crash have left it behind. */
export function markRelayed(deps: LearningDeps, pending: PendingResult): Promise<void> {
  return notBuilt();
}

/** Ends attempts whose time is up; run it every few seconds. Returns how many. */
export function endExpiredAttempts(deps: LearningDeps): Promise<number> {
  return notBuilt();
}

/** At start-up: keeps the version of every question of the curriculum, and finishes grants and corrections cut short. */
export function prepareLearning(deps: LearningDeps): Promise<void> {
  return notBuilt();
}

/** Makes the progress summaries anew from the facts, of one cohort or all. Returns how many. */
export function rebuildProgress(deps: LearningDeps, command: { cohortId?: CohortId }): Promise<number> {
  return notBuilt();
}

/** The modules of which the trainee has to finish an earlier one first, where the cohort goes in order. */
export function listLockedModules(
  curriculum: import('../curriculum/index.ts').Curriculum,
  progress: Progress,
): ReadonlySet<string> {
  return notBuilt();
}

export const learningIndexes: CollectionIndexes[] = [];
