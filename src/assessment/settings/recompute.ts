import { newId } from '../../shared/index.ts';
import type { Task } from '../../curriculum/index.ts';
import type { LevelPoints } from '../grading/grading-model.ts';
import { proposeFor, sharesDecided } from '../grading/propose.ts';
import { withEvent } from '../grading/submission-of.ts';
import type { Actor, Release, Submission } from '../model.ts';

export interface Recompute {
  readonly levelPoints: LevelPoints;
  readonly by: Actor;
  readonly reason: string;
  readonly now: Date;
}

/**
 * Reckons the release that counts with other points: its shares change and nothing else, least of all its words or its
 * decision. What was before is kept in it. The very same submission where nothing changes, so that it may be repeated.
 */
export function recomputed(submission: Submission, task: Task, change: Recompute): Submission {
  const release = submission.releases.at(-1);
  if (!release || isEqual(release.levelPoints, change.levelPoints)) return submission;
  const { levelPoints, by, reason, now } = change;
  const entry = {
    ...{ at: now, by, reason },
    ...{ levelPointsBefore: release.levelPoints, sharesBefore: release.shares },
  };
  const after = {
    ...{ ...release, levelPoints, shares: sharesWith(release, task, levelPoints) },
    recomputed: [...release.recomputed, entry],
  };
  const moved = Object.entries(after.shares).some(([id, share]) => share !== release.shares[id]);
  return withEvent(
    {
      ...submission,
      releases: [...submission.releases.slice(0, -1), after],
      pending: moved ? [...submission.pending, { id: newId(), at: now }] : submission.pending,
      newsForAuthorsAt: moved ? now : submission.newsForAuthorsAt,
    },
    { at: now, by, kind: 'recomputed', detail: reason },
  );
}

/** What each author that the release speaks of would earn with these points; the decision stands. */
export function sharesWith(release: Release, task: Task, levelPoints: LevelPoints): Release['shares'] {
  const rubric = { criteria: task.criteria, levelPoints };
  const { shares } = proposeFor(Object.keys(release.shares), release, rubric);
  return sharesDecided(shares, release.decision);
}

function isEqual(one: LevelPoints, other: LevelPoints): boolean {
  return one.every((value, index) => value === other[index]);
}
