import type { Task } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { AlreadyReleased, MarkersComplete, MarkUnknown } from '../errors.ts';
import type { Actor, Submission } from '../model.ts';
import { changeGraded } from './change-graded.ts';
import type { GradingPlace } from './grading-model.ts';
import { finishedPair, holdFor, marksInForce } from './marks-in-force.ts';
import { partToMark } from './save-mark-rule.ts';
import { withEvent } from './submission-of.ts';

/**
 * Opens a finished mark again, as long as nothing was released: by its marker, or where one marker grades or two agree by
 * whoever may go on with it. Of two independent marks none is taken back once both are finished, since each marker has
 * seen the other's. Two store operations.
 * @throws MarkUnknown, AlreadyReleased, MarkersComplete and what keeps somebody from marking
 */
export function takeBackMark(deps: AssessmentDeps, command: GradingPlace): Promise<Submission> {
  const { by } = command;
  return changeGraded(deps, command, (submission, { task }) =>
    takenBack(submission, { by, task, now: deps.clock() }),
  );
}

/** @throws MarkUnknown, AlreadyReleased, MarkersComplete and what keeps somebody from marking */
export function takenBack(
  submission: Submission,
  { by, task, now }: { readonly by: Actor; readonly task: Task; readonly now: Date },
): Submission {
  if (
    submission.releases.length > 0 &&
    submission.state !== 'waiting' &&
    marksInForce(submission).length === 0
  )
    throw new AlreadyReleased('The grade is released');
  const { mark } = partToMark(submission, { by, now, task, version: submission.current });
  if (!mark) throw new MarkUnknown('There is no mark to take back');
  if (finishedPair(submission)?.some(({ id }) => id === mark.id))
    throw new MarkersComplete('Both marks are finished');
  if (!mark.finishedAt) return submission;
  const open = { ...mark, finishedAt: null, updatedAt: now, revision: mark.revision + 1 };
  const marks = submission.marks.map((one) => (one.id === mark.id ? open : one));
  return withEvent(
    { ...submission, marks, held: null, hold: holdFor(by, now) },
    { at: now, by, kind: 'mark-reopened', detail: mark.role },
  );
}
