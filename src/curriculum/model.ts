import type { Workshop } from './workshop-model.ts';

/**
 * The curriculum as the rest of the product sees it, after loading and checking. Everything is read-only. Every `html`
 * is sanitised and may be printed as it is; all other text is plain and must be escaped.
 */

export interface Curriculum {
  readonly id: string;
  /** A hash over every file; changes when any content changes. */
  readonly version: string;
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  /** Hours of learning over all modules. */
  readonly hours: number;
  readonly modules: readonly Module[];
  readonly certificate: CertificateRule;
  readonly competences: readonly Competence[];
  /** Every term, by its name. */
  readonly glossary: readonly Term[];
  /** Every work that is cited, by author. */
  readonly sources: readonly Source[];
  /** Sheets to print, such as the one on consent. */
  readonly documents: readonly Document[];
  /** The workshop of the curriculum, if it has one. */
  readonly workshop: Workshop | null;
}

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/** What the certificate needs. Shares are 0–1, levels 1–4. */
export interface CertificateRule {
  readonly lessons: 'all';
  readonly quizPassMark: number;
  readonly criterionLevel: number;
  readonly attendanceShare: number;
}

export interface Competence {
  readonly id: string;
  /** The framework's name: LifeComp. */
  readonly framework: string;
  /** The work in which the framework is published. */
  readonly sourceId: string | null;
  /** As the framework prints it: S3. */
  readonly code: string | null;
  readonly title: string;
}

export interface Module {
  readonly id: string;
  /** 1–9, the place in the path. */
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly hours: number;
  /** Of these for feedback, peer review and revision; 0 in an outline. */
  readonly revisionHours: number;
  /** An outline has outcomes and hours, but no lessons, quiz or task yet. */
  readonly state: 'complete' | 'outline';
  readonly outcomes: readonly Outcome[];
  readonly lessons: readonly Lesson[];
  readonly quiz: Quiz | null;
  readonly task: Task | null;
  readonly exchange: Exchange | null;
  readonly trainerNotesHtml: string | null;
}

export interface Outcome {
  readonly id: string;
  readonly text: string;
  readonly assessedBy: readonly ('quiz' | 'task')[];
  readonly competences: readonly string[];
}

export interface Exchange {
  readonly minutes: number;
  readonly html: string;
}

export interface Lesson {
  readonly id: string;
  /** A hash of everything in this lesson. */
  readonly version: string;
  readonly moduleId: string;
  readonly title: string;
  /** Minutes: reading, worked case and check, activity in one's own community. */
  readonly minutes: { readonly reading: number; readonly practice: number; readonly community: number };
  readonly outcomes: readonly string[];
  readonly html: string;
  readonly headings: readonly { readonly id: string; readonly text: string }[];
  readonly keyTerms: readonly Term[];
  readonly sources: readonly Source[];
  readonly words: number;
}

export interface Term {
  readonly id: string;
  readonly term: string;
  readonly definition: string;
}

export interface Source {
  readonly id: string;
  readonly author: string;
  readonly year: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  /** How the authors read it; `summary`: not itself, only what a reliable summary says of it. */
  readonly consulted: 'whole' | 'part' | 'summary';
}

export interface Quiz {
  readonly id: string;
  readonly moduleId: string;
  readonly title: string;
  readonly introductionHtml: string;
  /** Time that it usually takes; a limit is something else. */
  readonly minutes: number;
  /** Points that the quiz is worth in an LMS's column. */
  readonly points: number;
  /** 0–1. */
  readonly passMark: number;
  /** Null is without limit. */
  readonly attemptsAllowed: number | null;
  readonly timeLimitMinutes: number | null;
  /** How many questions of each outcome an attempt draws. */
  readonly blueprint: readonly { readonly outcomeId: string; readonly draw: number }[];
  readonly pool: readonly Question[];
}

interface QuestionBase {
  readonly id: string;
  /** A hash of everything in this question; an attempt keeps the version that it showed. */
  readonly version: string;
  readonly outcomeId: string;
  readonly difficulty: 'easy' | 'medium' | 'hard';
  /** The lesson to reread. */
  readonly lessonId: string;
  /** A short case before the question, or null. */
  readonly caseHtml: string | null;
  readonly promptHtml: string;
  /** Feedback on the whole question: shown when the right answers may show. */
  readonly explanationHtml: string;
}

/** An option, a menu entry or a side of a pair. */
export interface Choice {
  readonly id: string;
  readonly html: string;
}

export interface GradedChoice extends Choice {
  readonly correct: boolean;
  /** Why it is right or wrong, and which lesson says so. */
  readonly feedbackHtml: string;
}

export interface SingleChoiceQuestion extends QuestionBase {
  readonly type: 'single-choice';
  readonly options: readonly GradedChoice[];
}

export interface MultipleResponseQuestion extends QuestionBase {
  readonly type: 'multiple-response';
  readonly options: readonly GradedChoice[];
}

export interface TrueFalseQuestion extends QuestionBase {
  readonly type: 'true-false';
  readonly answer: boolean;
  readonly feedback: { readonly trueHtml: string; readonly falseHtml: string };
}

export interface MatchingQuestion extends QuestionBase {
  readonly type: 'matching';
  /** Every left side has one right side; `targets` may hold more than are used. */
  readonly pairs: readonly (Choice & { readonly targetId: string; readonly feedbackHtml: string })[];
  readonly targets: readonly Choice[];
}

export interface OrderingQuestion extends QuestionBase {
  readonly type: 'ordering';
  /** In the right order. */
  readonly items: readonly Choice[];
  readonly commonWrongOrder: { readonly order: readonly string[]; readonly feedbackHtml: string } | null;
}

export interface ClozeQuestion extends QuestionBase {
  readonly type: 'cloze';
  /** Text and gaps in reading order. */
  readonly parts: readonly (
    { readonly kind: 'text'; readonly html: string } | { readonly kind: 'gap'; readonly gapId: string }
  )[];
  readonly gaps: readonly { readonly id: string; readonly options: readonly GradedChoice[] }[];
}

export interface ShortTextQuestion extends QuestionBase {
  readonly type: 'short-text';
  /** Compared without regard to case, accents, punctuation at the ends and runs of white space. */
  readonly accepted: readonly string[];
  readonly expectedWrong: readonly { readonly answers: readonly string[]; readonly feedbackHtml: string }[];
  readonly otherFeedbackHtml: string;
}

export interface NumericQuestion extends QuestionBase {
  readonly type: 'numeric';
  readonly answer: number;
  /** Right if |given − answer| ≤ tolerance. */
  readonly tolerance: number;
  readonly unit: string | null;
  readonly expectedWrong: readonly {
    readonly answer: number;
    readonly tolerance: number;
    readonly feedbackHtml: string;
  }[];
  readonly otherFeedbackHtml: string;
}

export type Question =
  | SingleChoiceQuestion
  | MultipleResponseQuestion
  | TrueFalseQuestion
  | MatchingQuestion
  | OrderingQuestion
  | ClozeQuestion
  | ShortTextQuestion
  | NumericQuestion;

export type QuestionType = Question['type'];

export interface Task {
  readonly id: string;
  /** A hash of everything in this task. */
  readonly version: string;
  readonly moduleId: string;
  readonly title: string;
  /** Purpose, what to hand in, steps, what good looks like, how to write about people. */
  readonly briefHtml: string;
  readonly points: number;
  readonly hours: number;
  /** Of the whole hand-in. */
  readonly words: { readonly min: number; readonly max: number };
  readonly gradingMinutes: number;
  readonly fields: readonly TaskField[];
  readonly criteria: readonly Criterion[];
  /** The module with which work on the task begins, where that is an earlier one. */
  readonly opensWithModuleId: string | null;
  /** How many trainers grade it without seeing the marks of the other. */
  readonly markers: number;
  /** How many trainees may hand it in together. */
  readonly maxAuthors: number;
  readonly peerReview: PeerReview | null;
  readonly samples: readonly Sample[];
}

export interface PeerReview {
  /** How many works of others each trainee reviews. */
  readonly reviews: number;
  /** Days after hand-in at which a work goes out at the latest. */
  readonly withinDays: number;
  /** The sample that is graded before the first review. */
  readonly sampleId: string;
}

/** A work with the levels that an experienced trainer gives, to calibrate on. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly html: string;
  /** What the trainer writes to the author. */
  readonly comment: string;
  readonly gradings: readonly {
    readonly criterionId: string;
    readonly level: 1 | 2 | 3 | 4;
    readonly because: string;
  }[];
}

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly help: string | null;
  readonly required: boolean;
}

export type TaskField = FieldBase &
  (
    | { readonly kind: 'text'; readonly maxLength: number }
    | {
        readonly kind: 'long-text';
        readonly minWords: number | null;
        readonly maxWords: number | null;
        /** Notes of the private log are offered here. */
        readonly fromLog: boolean;
      }
    | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null }
    | { readonly kind: 'date'; readonly earliest: string | null; readonly latest: string | null }
    | { readonly kind: 'choice'; readonly options: readonly Choice[]; readonly multiple: boolean }
    | { readonly kind: 'scale'; readonly steps: readonly Choice[] }
    | {
        readonly kind: 'table';
        readonly columns: readonly TaskField[];
        readonly minRows: number;
        readonly maxRows: number;
      }
    | {
        readonly kind: 'repeated-group';
        readonly fields: readonly TaskField[];
        readonly minEntries: number;
        readonly maxEntries: number;
      }
    | {
        readonly kind: 'dated-entries';
        readonly fields: readonly TaskField[];
        readonly minEntries: number;
        readonly maxEntries: number;
        readonly daysApart: number;
      }
    | { readonly kind: 'link' }
    | {
        readonly kind: 'file';
        readonly accept: readonly string[];
        readonly maxFiles: number;
        readonly maxMegabytes: number;
      }
  );

export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly outcomeId: string;
  readonly competences: readonly string[];
  /** Four levels, 1 first. Points are per cent of the task. */
  readonly levels: readonly {
    readonly level: 1 | 2 | 3 | 4;
    readonly points: number;
    readonly text: string;
  }[];
}
