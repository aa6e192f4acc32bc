import type { AssessmentDeps } from '../deps.ts';
import { GradingReasonMissing, HeldByAnother, MarkersComplete, NothingToRelease } from '../errors.ts';
import type { Actor, Submission } from '../model.ts';
import { changeGraded, type Rubric } from './change-graded.ts';
import type { GradingPlace } from './grading-model.ts';
import { independentMarks, isHeldByOther, isSame, marksInForce } from './marks-in-force.ts';
import { released } from './release-rule.ts';
import { withEvent } from './submission-of.ts';

export interface ReleaseAlone extends GradingPlace {
  readonly reason: string;
}

/**
 * Releases the first marker's finished mark where the task asks for two markers and no second one is to be had, as in a
 * cohort with one trainer. The reason is recorded and kept in the release. Two store operations. May be repeated.
 * @throws GradingReasonMissing, SubmissionUnknown, SubmissionBusy and what `releasedAlone` throws
 */
export async function releaseAlone(deps: AssessmentDeps, command: ReleaseAlone): Promise<Submission> {
  const { by } = command;
  const reason = command.reason.trim().slice(0, 2_000);
  if (reason === '') throw new GradingReasonMissing('Releasing alone needs a reason');
  return changeGraded(deps, command, (submission, rubric) =>
    releasedAlone(submission, { by, reason, now: deps.clock() }, rubric),
  );
}

/**
 * Only while nobody else has begun: their levels are not lost. The mark counts as an only marker's from then on.
 * @throws NothingToRelease, MarkersComplete, HeldByAnother
 */
export function releasedAlone(
  submission: Submission,
  { by, reason, now }: { readonly by: Actor; readonly reason: string; readonly now: Date },
  rubric: Rubric,
): Submission {
  if (isDoneBy(submission, by)) return submission;
  const marks = independentMarks(submission);
  const own = marks.find(({ marker, finishedAt }) => isSame(marker, by) && finishedAt !== null);
  if (submission.state !== 'waiting' || !own)
    throw new NothingToRelease('There is no finished mark of one’s own');
  if (marks.length > 1) throw new MarkersComplete('Another marker has begun');
  if (isHeldByOther(submission, by, now)) throw new HeldByAnother('Another marker is about to begin');
  const alone = { ...own, role: 'alone' as const, updatedAt: now, revision: own.revision + 1 };
  const settled = withEvent(
    { ...submission, marks: submission.marks.map((one) => (one.id === own.id ? alone : one)) },
    { at: now, by, kind: 'released-alone', detail: reason },
  );
  return released(settled, { by, now, aloneReason: reason }, rubric);
}

/** The same press a second time. */
function isDoneBy(submission: Submission, by: Actor): boolean {
  const { releases, current } = submission;
  const release = releases.at(-1);
  const isReleased = release?.version === current && marksInForce(submission).length === 0;
  return isReleased && Boolean(release.aloneReason) && isSame(release.by, by);
}
