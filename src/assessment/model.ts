import type { CohortId, EnrolmentId, Id, PersonId } from '../shared/index.ts';

/**
 * The words of this room. Times are Dates, calendar days are `YYYY-MM-DD`, levels are 1–4 (0 is missing work), points of
 * a level are per cent of the task, shares are 0–1.
 */

export type SubmissionId = Id<'submission'>;
export type VersionId = Id<'version'>;
export type FileId = Id<'file'>;
export type MarkId = Id<'mark'>;
export type CommentId = Id<'comment'>;
export type PeerReviewId = Id<'peer-review'>;

/** Who did something. The name is kept as it was; it is untrusted text. */
export interface Actor {
  readonly enrolmentId: EnrolmentId;
  readonly personId: PersonId;
  readonly name: string | null;
}

/**
 * What stands in one field of a task's form: text, Markdown of a long text, a number or date as typed, an option's id,
 * or a link; a list of option ids or file ids; or the rows of a table, repeated group or dated entries.
 */
export type FieldValue = string | readonly string[] | readonly Row[];

export interface Row {
  /** 1–24 letters, digits, hyphens or underscores; unique in its field, kept while the row lives. */
  readonly id: string;
  /** Only of dated entries: the day that the author gives it; '' while none is given. */
  readonly date?: string;
  /** Only of dated entries: when it first came to the server. */
  readonly firstSavedAt?: Date;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** A draft's field. `revision` rises with every change, so that a page knows whether it shows what is stored. */
export interface DraftField {
  readonly value: FieldValue;
  readonly revision: number;
  readonly savedAt: Date;
  readonly savedBy: EnrolmentId;
}

/** What is being written for a submission. One document beside the submission; it stays when it was handed in. */
export interface Draft {
  readonly submissionId: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** Field id → what stands there. `own.<enrolmentId>` is what each of several authors says they did. */
  readonly fields: Readonly<Record<string, DraftField>>;
  /** Ids of fields that only trainers may see. */
  readonly trainerOnly: readonly string[];
  /** False while what was handed in waits or is settled: nothing can be stored into it. */
  readonly open: boolean;
  readonly updatedAt: Date | null;
}

export interface FileHead {
  readonly id: FileId;
  /** As the author calls it; untrusted text. */
  readonly name: string;
  /** Found from the content. */
  readonly type: string;
  readonly bytes: number;
}

/** What was handed in once. Never changed afterwards. */
export interface Version {
  readonly id: VersionId;
  readonly submissionId: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** 1, 2, 3 … */
  readonly number: number;
  /** The task as it stood; see task-version.records.ts. */
  readonly taskVersion: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly trainerOnly: readonly string[];
  readonly files: readonly FileHead[];
  readonly words: number;
  readonly submittedAt: Date;
  readonly submittedBy: Actor;
}

/** What the submission itself keeps of each version. */
export interface VersionHead {
  readonly id: VersionId;
  readonly number: number;
  readonly taskVersion: string;
  readonly words: number;
  readonly submittedAt: Date;
  readonly submittedBy: Actor;
  /** The deadline that held then; null: there was none, and nothing is late. */
  readonly dueAt: Date | null;
  readonly late: boolean;
  readonly withdrawnAt: Date | null;
}

/**
 * draft: nothing is handed in, or all was withdrawn. waiting: a version waits for its grade. revise: a grade was released
 * that asks for another version. passed, failed: a grade was released that ends it; a failed task may be reopened once,
 * which makes it revise.
 */
export type SubmissionState = 'draft' | 'waiting' | 'revise' | 'passed' | 'failed';

export interface Author extends Actor {
  readonly state: 'invited' | 'accepted' | 'declined' | 'left';
  readonly at: Date;
  /** Up to when this author has seen what is new. */
  readonly seenAt: Date | null;
}

export type Level = 0 | 1 | 2 | 3 | 4;
export type Levels = Readonly<Record<string, Level>>;
export type Decision = 'pass' | 'revise' | 'fail';

/** Where a comment is anchored. Character offsets count the plain text that the grading screen shows for the field. */
export type Anchor =
  | {
      readonly kind: 'passage';
      readonly fieldId: string;
      readonly rowId: string | null;
      /** The field within the row. */
      readonly innerId: string | null;
      readonly start: number;
      readonly end: number;
      readonly quote: string;
    }
  | { readonly kind: 'file'; readonly fileId: string; readonly page: number | null };

export interface Comment {
  readonly id: CommentId;
  readonly criterionId: string | null;
  readonly anchor: Anchor | null;
  readonly text: string;
  readonly at: Date;
}

/** Alone: the only marker. first, second: independent of each other. third: decides. agreed: what two markers agree on. */
export type MarkRole = 'alone' | 'first' | 'second' | 'third' | 'agreed';

/** One marker's levels and comments on one version: a draft until it is finished, and then until it is released. */
export interface Mark {
  readonly id: MarkId;
  readonly version: number;
  readonly role: MarkRole;
  readonly marker: Actor;
  readonly levels: Levels;
  /** Levels that differ for one of several authors: enrolment → criterion → level. */
  readonly personLevels: Readonly<Record<string, Levels>>;
  readonly comments: readonly Comment[];
  readonly overall: string;
  /** What to do next, for a revision. */
  readonly todo: string;
  /** Null: as the rule proposes. */
  readonly decision: Decision | null;
  /** Why it is decided otherwise than the rule proposes. */
  readonly reason: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  /** Rises with every change. */
  readonly revision: number;
}

/** A grade that is ready and waits: for a time, or (null) until all of the task are released together. */
export interface Held {
  readonly version: number;
  readonly markId: MarkId;
  readonly releaseAt: Date | null;
  readonly by: Actor;
  readonly at: Date;
}

/** What an author is told. Never changed in its words; points may be recomputed, which is recorded. */
export interface Release {
  readonly version: number;
  readonly at: Date;
  readonly by: Actor;
  readonly markId: MarkId;
  readonly taskVersion: string;
  readonly levels: Levels;
  readonly personLevels: Readonly<Record<string, Levels>>;
  readonly comments: readonly Comment[];
  readonly overall: string;
  readonly todo: string;
  readonly proposed: Decision;
  readonly decision: Decision;
  readonly reason: string;
  /** Why the first marker released it alone where the task asks for two; null where nobody had to. */
  readonly aloneReason: string | null;
  /** Points of levels 1–4 with which `shares` were made. */
  readonly levelPoints: readonly [number, number, number, number];
  /** Enrolment of each author → 0–1. */
  readonly shares: Readonly<Record<string, number>>;
  readonly recomputed: readonly {
    readonly at: Date;
    readonly by: Actor;
    readonly reason: string;
    readonly levelPointsBefore: readonly [number, number, number, number];
    readonly sharesBefore: Readonly<Record<string, number>>;
  }[];
}

/** Asked or answered between authors and trainers; `version` 0 is before the first hand-in. */
export interface Message {
  readonly id: Id<'message'>;
  readonly version: number;
  readonly from: 'author' | 'trainer';
  readonly by: Actor;
  readonly at: Date;
  readonly text: string;
  /** An author asks for a second look at a released grade: once per version. */
  readonly secondLook: boolean;
}

/** Someone holds the submission for grading; it ends by itself. Holding is not grading. */
export interface Hold {
  readonly by: Actor;
  readonly until: Date;
}

/** Who did what when. */
export interface SubmissionEvent {
  readonly at: Date;
  readonly by: Actor | null;
  readonly kind:
    | 'invited'
    | 'joined'
    | 'declined'
    | 'left'
    | 'submitted'
    | 'withdrawn'
    | 'claimed'
    | 'grading-begun'
    | 'marked'
    | 'mark-reopened'
    | 'held'
    | 'released-alone'
    | 'released'
    | 'recomputed'
    | 'reopened'
    | 'asked'
    | 'answered'
    | 'second-look'
    | 'allocated'
    | 'reminded';
  readonly version: number;
  readonly detail: string | null;
}

export interface PendingScore {
  readonly id: string;
  readonly at: Date;
}

/** Something to tell the authors (or those of `to`); who gets a mail, and in what words, is for notices. */
export interface PendingNotice {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'receipt' | 'released' | 'revise' | 'reply' | 'invited' | 'reminder' | 'reopened';
  /** Null: every author. */
  readonly to: readonly EnrolmentId[] | null;
  readonly version: number;
}

/** A task of one trainee, or of two or three who hand in together, from the first key pressed to the last grade. */
export interface Submission {
  readonly id: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly state: SubmissionState;
  /** The first one began it. */
  readonly authors: readonly Author[];
  /** Enrolments that accepted and have not left. */
  readonly authorIds: readonly EnrolmentId[];
  readonly versions: readonly VersionHead[];
  /** The number of the version in force; 0 while none is. */
  readonly current: number;
  readonly waitingSince: Date | null;
  /** When the first level or comment on the version in force was stored; from then on it cannot be withdrawn. */
  readonly gradingBegunAt: Date | null;
  readonly hold: Hold | null;
  readonly allocatedTo: EnrolmentId | null;
  readonly marks: readonly Mark[];
  readonly held: Held | null;
  /** Oldest first; the last one counts. */
  readonly releases: readonly Release[];
  readonly messages: readonly Message[];
  readonly reopenedAt: Date | null;
  readonly remindedAt: Date | null;
  /** Enrolment of each author → how many works of others they have reviewed; counted anew from the reviews. */
  readonly reviewsGiven: Readonly<Record<string, number>>;
  /** When something last happened that trainers should see (handed in, asked, replied), and that authors should. */
  readonly newsForTrainersAt: Date | null;
  readonly newsForAuthorsAt: Date | null;
  readonly events: readonly SubmissionEvent[];
  /** Changes of what counts that the outbox has not taken over yet. */
  readonly pending: readonly PendingScore[];
  /** What people are still to be told of. */
  readonly notices: readonly PendingNotice[];
  /** Rises with every change. */
  readonly revision: number;
}
