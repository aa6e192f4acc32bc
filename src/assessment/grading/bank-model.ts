import type { CohortId, EnrolmentId, Id } from '../../shared/index.ts';
import type { Actor } from '../model.ts';

export type BankCommentId = Id<'bank-comment'>;

/** A comment to be used again: one trainer's own, or of all trainers of the cohort. */
export interface BankComment {
  readonly id: BankCommentId;
  readonly cohortId: CohortId;
  /** Null: of all trainers of the cohort. */
  readonly owner: EnrolmentId | null;
  /** Null: for every task. */
  readonly taskId: string | null;
  /** Null: for every criterion. */
  readonly criterionId: string | null;
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
  readonly usedAt: Date | null;
  readonly uses: number;
}
