import type { AssessmentDeps } from '../deps.ts';
import { HeldByAnother, NothingToGrade } from '../errors.ts';
import type { Actor, Submission } from '../model.ts';
import { changeGraded } from './change-graded.ts';
import type { GradingPlace } from './grading-model.ts';
import { holdFor, holdNow, isHeldByOther, isSame, marksInForce } from './marks-in-force.ts';
import { refuseOtherCohort, withEvent } from './submission-of.ts';
import { changeSubmission } from '../change-submission.ts';

export interface ClaimSubmission extends GradingPlace {
  /** Also where another marker holds it; recorded. */
  readonly takeOver: boolean;
}

/**
 * Holds a submission for 15 minutes, renewed by whatever its holder stores; holding is not grading. Two store operations.
 * @throws SubmissionUnknown, SubmissionBusy, NothingToGrade, HeldByAnother
 */
export function claimSubmission(deps: AssessmentDeps, command: ClaimSubmission): Promise<Submission> {
  return changeGraded(deps, command, (submission, { task }) =>
    claimed(submission, { ...command, markers: task.markers, now: deps.clock() }),
  );
}

/** Lets others have it; what was entered stays. Two store operations. @throws SubmissionUnknown, SubmissionBusy */
export function giveBack(
  deps: AssessmentDeps,
  { cohortId, submissionId, by }: GradingPlace,
): Promise<Submission> {
  return changeSubmission(deps, submissionId, (submission) => {
    refuseOtherCohort(submission, cohortId);
    return submission.hold && isSame(submission.hold.by, by) ? { ...submission, hold: null } : submission;
  });
}

interface Claim {
  readonly by: Actor;
  readonly takeOver: boolean;
  readonly markers: number;
  readonly now: Date;
}

/** @throws NothingToGrade, HeldByAnother */
export function claimed(submission: Submission, { by, takeOver, markers, now }: Claim): Submission {
  if (submission.state !== 'waiting' && marksInForce(submission).length === 0)
    throw new NothingToGrade('Nothing waits for a grade');
  const before = holdNow(submission, now);
  if (isHeldByOther(submission, by, now) && !takeOver) throw new HeldByAnother('Another marker holds it');
  const held = { ...submission, hold: holdFor(by, now) };
  const taken = takeOver && markers >= 2 ? withAbandonedMark(held, by, now) : held;
  if (before && isSame(before.by, by) && taken === held) return held;
  return withEvent(taken, { at: now, by, kind: 'claimed', detail: before?.by.name ?? null });
}

/** A mark that nobody has touched for so long may be gone on with by another marker, in ms. */
const abandonedAfter = 15 * 60_000;

/** Where two mark independently of each other, a place is free again when somebody goes on with a mark left behind. */
function withAbandonedMark(submission: Submission, by: Actor, now: Date): Submission {
  const marks = marksInForce(submission);
  if (marks.some(({ marker }) => isSame(marker, by))) return submission;
  const isAbandoned = (at: Date): boolean => now.getTime() - at.getTime() >= abandonedAfter;
  const left = marks.find((mark) => mark.finishedAt === null && isAbandoned(mark.updatedAt));
  const isFull = marks.filter(({ role }) => role === 'first' || role === 'second').length >= 2;
  if (!left || !(isFull || left.role === 'third')) return submission;
  const mine = { ...left, marker: by, updatedAt: now, revision: left.revision + 1 };
  return { ...submission, marks: submission.marks.map((one) => (one === left ? mine : one)) };
}
