import type { Choice, QuestionType } from '../curriculum/index.ts';
import type { AttemptId, CohortId, EnrolmentId, Id, PersonId } from '../shared/index.ts';

/**
 * The words of this room. Shares are 0–1, times are Dates, durations say their unit in the name. `null` attempts and
 * times are without limit.
 */

export type GrantId = Id<'grant'>;
export type CorrectionId = Id<'correction'>;
export type ReportId = Id<'report'>;

/** Who takes part: the trainee of an attempt, or the trainer who looks at the quiz as a trainee would. */
export interface Participant {
  readonly enrolmentId: EnrolmentId;
  readonly personId: PersonId;
  readonly cohortId: CohortId;
}

/** Who decided something that stands in a record. The name is kept as it was, for the trainee to read. */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string | null;
}

/** What a form or a stored attempt holds for one question; see parseAnswer. */
export interface Answer {
  readonly type: QuestionType;
  /**
   * single-choice: option id; true-false: 'true' | 'false'; short-text, numeric: the text as typed;
   * multiple-response: option ids; matching: pair id → target id; cloze: gap id → option id;
   * ordering: item id → place, '1' first. Unanswered parts are left out; '' is unanswered.
   */
  readonly value: AnswerValue;
}

export type AnswerValue = string | readonly string[] | Readonly<Record<string, string>>;

export type AttemptState = 'open' | 'submitted';

/** 'time' when the server ended it at its time limit. */
export type EndedBy = 'trainee' | 'time';

/** A question as an attempt shows it, in the attempt's own order and without anything that gives the answer away. */
export type ShownQuestion = {
  readonly id: string;
  readonly version: string;
  readonly outcomeId: string;
  readonly caseHtml: string | null;
  readonly promptHtml: string;
} & (
  | { readonly type: 'single-choice' | 'multiple-response'; readonly options: readonly Choice[] }
  | { readonly type: 'true-false' }
  | { readonly type: 'matching'; readonly pairs: readonly Choice[]; readonly targets: readonly Choice[] }
  | { readonly type: 'ordering'; readonly items: readonly Choice[] }
  | {
      readonly type: 'cloze';
      readonly parts: readonly (
        { readonly kind: 'text'; readonly html: string } | { readonly kind: 'gap'; readonly gapId: string }
      )[];
      readonly gaps: readonly { readonly id: string; readonly options: readonly Choice[] }[];
    }
  | { readonly type: 'short-text' }
  | { readonly type: 'numeric'; readonly unit: string | null }
);

/** One question of an attempt in progress. */
export interface SheetQuestion {
  /** 1–n, as in the address. */
  readonly number: number;
  readonly question: ShownQuestion;
  readonly answer: Answer | null;
  readonly savedAt: Date | null;
  /** Every part has an answer. */
  readonly complete: boolean;
}

/** An attempt as its trainee works on it. */
export interface AttemptSheet {
  readonly id: AttemptId;
  readonly quizId: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly preview: boolean;
  readonly startedAt: Date;
  /** When the server ends it; null is without limit. */
  readonly endsAt: Date | null;
  readonly remainingMs: number | null;
  /** Stores answers into this attempt without a session; see saveAnswerByToken. */
  readonly saveToken: string;
  readonly questions: readonly SheetQuestion[];
  /** Questions with an answer, complete or in part. */
  readonly answered: number;
  readonly changes: readonly AttemptChange[];
}

/** What a trainer did to this very attempt; shown to the trainee. */
export interface AttemptChange {
  readonly kind: 'more-time' | 'no-time-limit' | 'reopened' | 'corrected';
  readonly minutes: number | null;
  readonly reason: string;
  readonly byName: string | null;
  readonly at: Date;
}

/**
 * What may be shown of the feedback. 'chosen': what was chosen is explained and the lesson to reread is named;
 * 'full': also the right answers and explanations.
 */
export type FeedbackLevel = 'none' | 'chosen' | 'full';

export type Verdict = 'right' | 'partly-right' | 'wrong' | 'unanswered' | 'dropped';

/** Feedback on one option, pair, gap or item, in the order the attempt showed them. */
export interface PartFeedback {
  /** The option's, pair's, gap's or item's id; 'true' and 'false' for true-false. */
  readonly id: string;
  /** What stands there: the option, the left side, the item; empty for gaps and true-false. */
  readonly html: string;
  /** Choices: this option was chosen. Pairs, gaps, items: something was chosen for it. */
  readonly chosen: boolean;
  /** Pairs and gaps: the chosen target or option. Items: the place given. */
  readonly given: string | null;
  readonly givenHtml: string | null;
  /** Whether the choice made here is right; null where it may not be told. */
  readonly correct: boolean | null;
  /** Only at level 'full': the right target, option or place; for choices 'yes' where the option is right. */
  readonly right: string | null;
  readonly rightHtml: string | null;
  readonly feedbackHtml: string | null;
}

export interface QuestionFeedback {
  readonly number: number;
  readonly question: ShownQuestion;
  readonly answer: Answer | null;
  readonly share: number;
  readonly verdict: Verdict;
  readonly parts: readonly PartFeedback[];
  /** Feedback on the answer as a whole (a common wrong order, an expected wrong text or number). */
  readonly answerFeedbackHtml: string | null;
  /** Only at level 'full': accepted texts, the number with its unit. Other types show it in `parts`. */
  readonly rightText: string | null;
  /** Only at level 'full'. */
  readonly explanationHtml: string | null;
  /** The lesson to reread; null when the answer is right. */
  readonly lessonId: string | null;
}

export interface OutcomeFeedback {
  readonly outcomeId: string;
  readonly questions: number;
  readonly share: number;
  /** Lessons to reread for it, without repeats. */
  readonly lessonIds: readonly string[];
}

/** A submitted attempt with as much feedback as the viewer may see. */
export interface AttemptResult {
  readonly id: AttemptId;
  readonly enrolmentId: EnrolmentId;
  readonly quizId: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly preview: boolean;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly endedBy: EndedBy | null;
  /** Null while it is open. */
  readonly score: { readonly share: number; readonly points: number; readonly maxPoints: number } | null;
  readonly passed: boolean;
  readonly passMark: number;
  readonly feedbackLevel: FeedbackLevel;
  readonly questions: readonly QuestionFeedback[];
  readonly outcomes: readonly OutcomeFeedback[];
  readonly standing: QuizStanding;
  readonly changes: readonly AttemptChange[];
}

/** Where someone stands with one quiz. */
export interface QuizStanding {
  readonly quizId: string;
  readonly state: 'not-started' | 'in-progress' | 'done';
  /** The best submitted attempt counts; null before the first. */
  readonly bestShare: number | null;
  readonly bestAttemptId: AttemptId | null;
  readonly passed: boolean;
  readonly attemptsUsed: number;
  /** Including granted ones; null is without limit. */
  readonly attemptsAllowed: number | null;
  readonly attemptsLeft: number | null;
  readonly openAttemptId: AttemptId | null;
  readonly lastActivityAt: Date | null;
  /** Submitted and open attempts, oldest first. */
  readonly attempts: readonly StandingAttempt[];
  /** What the next attempt will be limited to; null is without limit. */
  readonly timeLimitMinutes: number | null;
}

export interface StandingAttempt {
  readonly id: AttemptId;
  readonly number: number;
  readonly state: AttemptState;
  readonly share: number | null;
  readonly submittedAt: Date | null;
}

/** What a trainer granted; it holds for the quiz from then on, and time also for the attempt that is open. */
export type GrantKind =
  | { readonly kind: 'extra-attempts'; readonly attempts: number }
  | { readonly kind: 'more-time'; readonly minutes: number }
  | { readonly kind: 'no-time-limit' };

export type Grant = GrantKind & {
  readonly id: GrantId;
  readonly cohortId: CohortId;
  readonly quizId: string;
  /** Null is everyone in the cohort, also those who join later. */
  readonly enrolmentIds: readonly EnrolmentId[] | null;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
};

/** Everything home and lesson pages need, from one read. */
export interface Progress {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
  /** When each lesson was marked done. */
  readonly lessons: Readonly<Record<string, Date>>;
  /** One for every quiz of the curriculum. */
  readonly quizzes: Readonly<Record<string, QuizStanding>>;
  readonly grants: readonly Grant[];
  readonly lastActivityAt: Date | null;
}

/** Answer to a stored answer. */
export interface SavedAnswer {
  readonly savedAt: Date;
  /** What stood there was stored by another tab or device after this page saw it; it has now been replaced. */
  readonly changedElsewhere: boolean;
  /** What the other tab or device had stored; null unless changedElsewhere. */
  readonly replaced: Answer | null;
  /** False: a later request of the same page was stored before this one arrived; that one stands. */
  readonly stored: boolean;
  /** False: a numeric answer that is no number yet. It is kept as typed. */
  readonly understood: boolean;
}

/** A change of someone's result that has still to be told to the outbox. */
export interface PendingResult {
  readonly id: string;
  readonly attemptId: AttemptId;
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
  readonly quizId: string;
  readonly at: Date;
}

/** One person's line in a trainer's overview. */
export interface OverviewRow {
  readonly enrolmentId: EnrolmentId;
  readonly state: 'not-started' | 'in-progress' | 'done';
  /** A quiz: the best attempt. A module or the curriculum: points earned over its quizzes. Null before the first. */
  readonly share: number | null;
  /** Null where the activity is no single quiz. */
  readonly standing: QuizStanding | null;
  readonly lessonsDone: number;
  readonly lessonsInAll: number;
  readonly quizzesPassed: number;
  readonly quizzesInAll: number;
  readonly lastActivityAt: Date | null;
}

export interface AttemptSummary {
  readonly id: AttemptId;
  readonly enrolmentId: EnrolmentId;
  readonly quizId: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly endedBy: EndedBy | null;
  readonly share: number | null;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly passed: boolean;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly endsAt: Date | null;
  readonly lastActivityAt: Date;
  readonly answered: number;
  readonly questions: number;
  readonly changes: readonly AttemptChange[];
}

/** How one version of a question was answered. Shares and choices are null below five answers. */
export interface QuestionStatistics {
  readonly questionId: string;
  readonly version: string;
  /** This version stands in the curriculum now. */
  readonly current: boolean;
  readonly question: ShownQuestion;
  readonly answers: number;
  /** The share of answers that were right in full. */
  readonly shareRight: number | null;
  readonly choices: readonly ChoiceCount[] | null;
}

export interface ChoiceCount {
  /** Pair or gap; null for types with one part. */
  readonly partId: string | null;
  readonly partHtml: string | null;
  /** Option or target id, place, or the text given. */
  readonly value: string;
  readonly html: string | null;
  readonly correct: boolean;
  readonly count: number;
  readonly share: number;
}

export interface QuizStatistics {
  readonly quizId: string;
  readonly attempts: number;
  readonly questions: readonly QuestionStatistics[];
  /** From thirty answers: right in under 30 %. */
  readonly hard: readonly QuestionStatistics[];
  /** From thirty answers: right in over 95 %. */
  readonly easy: readonly QuestionStatistics[];
}

/**
 * What is done about a question that was wrong. 'rescore': score the answers given by the question as it stands now;
 * 'accept': also these answers are right; 'drop': leave the question out of the score.
 */
export type CorrectionKind =
  | { readonly kind: 'rescore' }
  | { readonly kind: 'accept'; readonly answers: readonly Answer[] }
  | { readonly kind: 'drop' };

export interface CorrectionEffect {
  readonly attemptId: AttemptId;
  readonly enrolmentId: EnrolmentId;
  readonly number: number;
  readonly shareBefore: number;
  readonly shareAfter: number;
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
}

export interface CorrectionPreview {
  /** Submitted attempts that showed the question. */
  readonly attempts: number;
  readonly raised: readonly CorrectionEffect[];
  /** These keep their score unless the trainer lets scores fall. */
  readonly lowered: readonly CorrectionEffect[];
}

export type Correction = CorrectionKind & {
  readonly id: CorrectionId;
  readonly cohortId: CohortId;
  readonly quizId: string;
  readonly questionId: string;
  /** The versions it covers; a later version of the question is not touched. */
  readonly versions: readonly string[];
  readonly scoresMayFall: boolean;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
};

export interface ProblemReport {
  readonly id: ReportId;
  readonly cohortId: CohortId;
  readonly enrolmentId: EnrolmentId;
  readonly attemptId: AttemptId;
  readonly quizId: string;
  readonly questionId: string;
  readonly version: string;
  readonly text: string;
  readonly at: Date;
  readonly settled: { readonly by: Actor; readonly at: Date } | null;
}
