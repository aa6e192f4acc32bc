import { newId } from '../../shared/index.ts';
import { changeSubmission } from '../change-submission.ts';
import type { AssessmentDeps } from '../deps.ts';
import { GradingReasonMissing, NothingToGrade } from '../errors.ts';
import type { Actor, Mark, MarkId, Release, Submission } from '../model.ts';
import type { GradingPlace } from './grading-model.ts';
import { holdFor, marksInForce } from './marks-in-force.ts';
import { refuseOtherCohort, withEvent } from './submission-of.ts';

export interface GradeAgain extends GradingPlace {
  /** Why, for the record: a second look that an author asked for, or a mistake. */
  readonly reason: string;
}

/**
 * Begins another grade of a version whose grade is released, from its levels and words. What was released stands as it is
 * until the new one is released beside it, and then the new one counts. One marker does it, also where two marked. Two store operations; where it is begun already
 * nothing changes. @throws GradingReasonMissing, NothingToGrade
 */
export async function gradeAgain(deps: AssessmentDeps, command: GradeAgain): Promise<Submission> {
  const { by } = command;
  const reason = command.reason.trim();
  if (reason === '') throw new GradingReasonMissing('Grading again needs a reason');
  return changeSubmission(deps, command.submissionId, (submission) => {
    refuseOtherCohort(submission, command.cohortId);
    return gradedAgain(submission, { by, reason, now: deps.clock() });
  });
}

/** @throws NothingToGrade */
export function gradedAgain(
  submission: Submission,
  { by, reason, now }: { readonly by: Actor; readonly reason: string; readonly now: Date },
): Submission {
  if (marksInForce(submission).length > 0) return submission;
  const release = submission.releases.at(-1);
  if (submission.state === 'waiting' || !release || release.version !== submission.current)
    throw new NothingToGrade('No released grade of the version in force');
  const at = new Date(Math.max(now.getTime(), release.at.getTime() + 1));
  const mark = markFrom(release, { marker: by, startedAt: at, updatedAt: at, id: newId<'mark'>() });
  return withEvent(
    { ...submission, marks: [...submission.marks, mark], hold: holdFor(by, at) },
    { at, by, kind: 'mark-reopened', detail: reason.slice(0, 2_000) },
  );
}

type Beginning = Pick<Mark, 'marker' | 'startedAt' | 'updatedAt'> & { readonly id: MarkId };

function markFrom(release: Release, beginning: Beginning): Mark {
  const { version, levels, personLevels, comments, overall, todo, decision, proposed, reason } = release;
  return {
    ...beginning,
    role: 'alone',
    ...{ version, levels, personLevels, comments, overall, todo, reason },
    ...{ decision: decision === proposed ? null : decision, finishedAt: null, revision: 1 },
  };
}
