import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { Actor, Decision, Hold, SubmissionId } from '../model.ts';
import type { MarkerState } from '../grading/grading-model.ts';

/**
 * draft: nothing is handed in. to-grade: no mark is finished. second: one of two independent marks is. agree: both are,
 * and their markers agree on one. third: they are too far apart for that. ready: graded, not released. released.
 */
export type QueueStage = 'draft' | 'to-grade' | 'second' | 'agree' | 'third' | 'ready' | 'released';

/** What the queue shows. `revised`: versions that came back; `asked`: a question of an author is unanswered. */
export const queueShows = [
  'to-grade',
  'revised',
  'second',
  'ready',
  'released',
  'drafts',
  'asked',
  'all',
] as const;
export type QueueShow = (typeof queueShows)[number];

/** `mine`: allocated to the viewer or to nobody, held or begun by them. `unallocated`: nobody's. */
export const queueWhos = ['mine', 'unallocated', 'all'] as const;
export type QueueWho = (typeof queueWhos)[number];

export interface QueueFilter {
  readonly who: QueueWho;
  readonly show: QueueShow;
  readonly taskId: string | null;
  readonly late: boolean;
  /** Within an author's name; finds nothing of a task whose names are hidden. */
  readonly text: string;
}

export const wholeQueue: QueueFilter = { who: 'all', show: 'to-grade', taskId: null, late: false, text: '' };

/** Who looks, and at whose works. */
export interface QueuePlace {
  readonly cohortId: CohortId;
  readonly viewer: Pick<Actor, 'enrolmentId'>;
  readonly filter: QueueFilter;
}

export interface QueueRow {
  readonly submissionId: SubmissionId;
  readonly taskId: string;
  /** Names are null while they are hidden. */
  readonly authors: readonly { readonly enrolmentId: EnrolmentId; readonly name: string | null }[];
  readonly namesHidden: boolean;
  readonly stage: QueueStage;
  /** The version in force; 0 before the first. */
  readonly version: number;
  /** An earlier version was graded. */
  readonly isRevised: boolean;
  readonly waitingSince: Date | null;
  readonly late: boolean;
  readonly dueAt: Date | null;
  readonly hold: Hold | null;
  readonly isHeldByOther: boolean;
  readonly allocatedTo: EnrolmentId | null;
  readonly markers: readonly MarkerState[];
  /** The viewer can do something about it now. */
  readonly waitsForMe: boolean;
  /** A question of an author is unanswered since then. */
  readonly askedAt: Date | null;
  /** When something last happened that trainers should see. */
  readonly newsAt: Date | null;
  /** Of a grade that waits for its time; null: for all of the task, or nothing waits. */
  readonly releaseAt: Date | null;
  readonly isHeldBack: boolean;
  readonly decision: Decision | null;
  readonly releasedAt: Date | null;
  readonly remindedAt: Date | null;
  /** When something was last written; only where drafts are shown. */
  readonly draftAt: Date | null;
}

export interface Queue {
  readonly rows: readonly QueueRow[];
  /** 1 first. */
  readonly page: number;
  readonly pages: number;
  /** Rows of the filter on all pages. */
  readonly total: number;
  /** How many there are under each choice, the others of the filter being as they are. */
  readonly counts: {
    readonly show: Readonly<Record<QueueShow, number>>;
    readonly who: Readonly<Record<QueueWho, number>>;
    readonly task: Readonly<Record<string, number>>;
  };
}

export interface Neighbours {
  readonly previous: SubmissionId | null;
  readonly next: SubmissionId | null;
  /** 1 first; null where the submission is not in this queue. */
  readonly position: number | null;
  readonly total: number;
}
