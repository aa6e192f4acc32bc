import type { EnrolmentId } from '../shared/index.ts';
import type { Levels, Release, Submission } from './model.ts';

/**
 * A submission as one of its authors may see it: no mark, nothing that is held, no hold, no allocation, and of what was
 * released only the levels and the share that are theirs.
 */
export interface OwnSubmission extends Pick<
  Submission,
  | 'id'
  | 'cohortId'
  | 'taskId'
  | 'state'
  | 'authors'
  | 'authorIds'
  | 'versions'
  | 'current'
  | 'waitingSince'
  | 'gradingBegunAt'
  | 'messages'
  | 'reopenedAt'
  | 'newsForAuthorsAt'
> {
  readonly releases: readonly OwnRelease[];
  /** How many works of others this author has reviewed. */
  readonly reviewsGiven: number;
}

export interface OwnRelease extends Omit<
  Release,
  'personLevels' | 'shares' | 'recomputed' | 'markId' | 'aloneReason'
> {
  /** With those that differ for this author. */
  readonly levels: Levels;
  /** 0–1; null: this author was none of its authors. */
  readonly share: number | null;
  /** When points were computed anew, and what the share was before. */
  readonly recomputed: readonly {
    readonly at: Date;
    readonly reason: string;
    readonly shareBefore: number | null;
  }[];
}

/** Leaves out what is not for this author. */
export function toOwnSubmission(submission: Submission, enrolmentId: EnrolmentId): OwnSubmission {
  const { id, cohortId, taskId, state, authors, authorIds, versions, current } = submission;
  const { waitingSince, gradingBegunAt, messages, reopenedAt, newsForAuthorsAt } = submission;
  return {
    ...{ id, cohortId, taskId, state, authors, authorIds, versions, current },
    ...{ waitingSince, gradingBegunAt, messages, reopenedAt, newsForAuthorsAt },
    releases: submission.releases.map((release) => toOwnRelease(release, enrolmentId)),
    reviewsGiven: submission.reviewsGiven[enrolmentId] ?? 0,
  };
}

function toOwnRelease(release: Release, enrolmentId: EnrolmentId): OwnRelease {
  const { version, at, by, taskVersion, levels, comments, overall, todo } = release;
  const { proposed, decision, reason, levelPoints, recomputed } = release;
  return {
    ...{ version, at, by, taskVersion, comments, overall, todo, proposed, decision, reason, levelPoints },
    levels: { ...levels, ...release.personLevels[enrolmentId] },
    share: release.shares[enrolmentId] ?? null,
    recomputed: recomputed.map((change) => ({
      at: change.at,
      reason: change.reason,
      shareBefore: change.sharesBefore[enrolmentId] ?? null,
    })),
  };
}
