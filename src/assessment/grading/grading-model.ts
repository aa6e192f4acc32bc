import type { Task } from '../../curriculum/index.ts';
import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type {
  Actor,
  Anchor,
  Comment,
  CommentId,
  Decision,
  Hold,
  Level,
  Levels,
  Mark,
  MarkRole,
  Submission,
  SubmissionId,
  Version,
} from '../model.ts';

/** Points of levels 1–4, in per cent of the task; missing work (level 0) has none. */
export type LevelPoints = readonly [number, number, number, number];

/** What a submission is found by, and who acts. */
export interface GradingPlace {
  readonly cohortId: CohortId;
  readonly submissionId: SubmissionId;
  readonly by: Actor;
}

/** One thing that a marker enters. Null takes a level or the decision away again. */
export type MarkChange =
  | { readonly kind: 'level'; readonly criterionId: string; readonly level: Level | null }
  | {
      readonly kind: 'person-level';
      readonly enrolmentId: EnrolmentId;
      readonly criterionId: string;
      readonly level: Level | null;
    }
  | { readonly kind: 'overall' | 'todo' | 'reason'; readonly text: string }
  | { readonly kind: 'decision'; readonly decision: Decision | null }
  | {
      /** Puts a comment, or changes the one with this id. */
      readonly kind: 'comment';
      readonly id: CommentId;
      readonly criterionId: string | null;
      readonly anchor: Anchor | null;
      readonly text: string;
    }
  | { readonly kind: 'remove-comment'; readonly id: CommentId }
  /** Takes over what is proposed wherever the marker has entered nothing yet. */
  | { readonly kind: 'take-proposal' };

/** `conflict`: the mark has changed since the page read it, and what was sent was not stored. */
export interface SavedMark {
  readonly state: 'saved' | 'conflict';
  /** As it is stored now. */
  readonly mark: Mark;
  readonly hold: Hold | null;
  /** What the rule makes of the mark as it stands; null while a level is missing. */
  readonly proposed: ProposedGrade | null;
  /** What keeps it from being finished. */
  readonly problems: readonly MarkProblem[];
}

/** When the authors are told. `together`: with all others of the task. `later`: nothing is fixed yet. */
export type ReleaseChoice = 'now' | 'together' | 'later' | Date;

/** What keeps a mark from being finished. */
export interface MarkProblem {
  readonly code: 'levels-missing' | 'reason-missing' | 'todo-missing';
  /** The criteria without a level. */
  readonly criteria: readonly string[];
}

/** What the rule makes of levels. The share is 0–1; `decision` is never `fail`: only people decide that. */
export interface ProposedGrade {
  readonly share: number;
  readonly decision: Exclude<Decision, 'fail'>;
}

/** Levels and words to begin from, taken from the last release, or from both marks that are to be agreed upon. */
export interface MarkProposal {
  readonly from: 'former-version' | 'both-marks' | 'released';
  /** The version whose grade it comes from. */
  readonly version: number;
  readonly levels: Levels;
  readonly personLevels: Readonly<Record<string, Levels>>;
  readonly comments: readonly Comment[];
  readonly overall: string;
  readonly todo: string;
}

/** Who marks the version in force, also where what they enter may not be seen yet. */
export interface MarkerState {
  readonly role: MarkRole;
  readonly marker: Actor;
  readonly isFinished: boolean;
  readonly isMine: boolean;
}

/** What two independent markers' levels mean together. */
export interface Disagreement {
  /** Criteria with different levels, for the whole or for one of the authors. */
  readonly criteria: readonly string[];
  /** Two levels apart, or on either side of level 2: a third marker decides. */
  readonly needsThird: boolean;
}

/** Why somebody cannot enter levels now. */
export type CannotMark = 'nothing-waits' | 'held' | 'places-taken' | 'needs-third';

/** How a task is graded in one cohort. */
export interface TaskSettings {
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** Markers do not see whose work it is, and get it in an order of their own. */
  readonly namesHidden: boolean;
  /** What the grading screen offers first. */
  readonly releaseMode: 'now' | 'together';
  /** Null: as the curriculum says. */
  readonly levelPoints: LevelPoints | null;
}

/** Everything that the grading screen shows of one submission. */
export interface GradingSheet {
  /** Without marks that this viewer may not see, and without names where they are hidden. */
  readonly submission: Submission;
  readonly version: Version;
  /** Whether it is the one in force. */
  readonly isCurrent: boolean;
  /** As it stood when this version was handed in. */
  readonly task: Task;
  readonly settings: TaskSettings;
  readonly levelPoints: LevelPoints;
  /** True until a grade is released. */
  readonly namesHidden: boolean;
  /** The viewer's own (where one marker grades: the only one) of the version in force. */
  readonly mark: Mark | null;
  /** The part that the viewer has, or would have with the first level. */
  readonly role: MarkRole | null;
  /** Null: the viewer may enter levels now. */
  readonly cannot: CannotMark | null;
  readonly markers: readonly MarkerState[];
  /** Null until both independent marks are finished. */
  readonly disagreement: Disagreement | null;
  readonly proposal: MarkProposal | null;
  /** What the rule makes of the mark as it stands; null while a level is missing. */
  readonly proposed: ProposedGrade | null;
  readonly problems: readonly MarkProblem[];
  readonly hold: Hold | null;
  readonly isHeldByOther: boolean;
  /** Saves into this mark without a session. */
  readonly token: string;
}
