import { assertNever } from '../../shared/index.ts';
import type { Task } from '../../curriculum/index.ts';
import {
  HeldByAnother,
  MarkersComplete,
  MarkFinished,
  NewerVersionWaits,
  NothingToGrade,
  ThirdMarkerNeeded,
} from '../errors.ts';
import type { Actor, Mark, MarkId, Submission } from '../model.ts';
import { changeMark, emptyContent } from './change-mark.ts';
import type { CannotMark, MarkChange } from './grading-model.ts';
import { holdFor, isSame } from './marks-in-force.ts';
import { partOf, type Part } from './part-of.ts';
import { proposalFor } from './proposal.ts';
import { withEvent } from './submission-of.ts';

export interface MarkEntry {
  readonly by: Actor;
  /** The version that the page shows. */
  readonly version: number;
  /** Of the mark that the page shows; 0 where there was none. */
  readonly revision: number;
  readonly changes: readonly MarkChange[];
  readonly task: Task;
  readonly now: Date;
  /** For a mark that begins now. */
  readonly newId: MarkId;
}

export interface MarkOutcome {
  readonly state: 'saved' | 'conflict';
  readonly submission: Submission;
  readonly mark: Mark;
}

/**
 * Stores what a marker enters and renews their claim. What leaves the mark as it is counts as saved, whatever revision
 * the page knew, so that it may be sent twice; anything else that was made from an older revision is a conflict and
 * changes nothing. The first thing stored is when grading begins.
 * @throws NothingToGrade, NewerVersionWaits, HeldByAnother, MarkersComplete, ThirdMarkerNeeded, MarkFinished,
 * MarkMalformed, MarkTooLong
 */
export function saveMark(submission: Submission, entry: MarkEntry): MarkOutcome {
  const { by, task, now } = entry;
  const part = partToMark(submission, entry);
  const before = part.mark ?? freshMark(entry, part.role);
  const scope = {
    ...{ criteria: task.criteria, authorIds: submission.authorIds, now },
    proposal: proposalFor(submission, part.role, task.criteria),
  };
  const after = changeMark(before, entry.changes, scope);
  if (after === before) return { state: 'saved', submission: renewed(submission, by, now), mark: before };
  if (part.mark?.finishedAt) throw new MarkFinished('A finished mark is taken back before it is changed');
  if (entry.revision !== before.revision) return { state: 'conflict', submission, mark: before };
  const mark = { ...after, marker: by, revision: before.revision + 1, updatedAt: now };
  return { state: 'saved', submission: withMark(submission, mark, by), mark };
}

/** @throws NothingToGrade, NewerVersionWaits, HeldByAnother, MarkersComplete, ThirdMarkerNeeded */
export function partToMark(
  submission: Submission,
  { by, version, task, now }: Pick<MarkEntry, 'by' | 'version' | 'task' | 'now'>,
): Part & { readonly role: NonNullable<Part['role']> } {
  if (submission.current !== version && submission.current > 0)
    throw new NewerVersionWaits(`Version ${submission.current} is in force`);
  const part = partOf(submission, by, { markers: task.markers, now });
  if (part.cannot) throw refusal(part.cannot);
  if (!part.role) throw new NothingToGrade('Nothing waits for a grade');
  return { ...part, role: part.role };
}

function refusal(cannot: CannotMark): Error {
  switch (cannot) {
    case 'nothing-waits':
      return new NothingToGrade('Nothing waits for a grade');
    case 'held':
      return new HeldByAnother('Another marker holds it');
    case 'places-taken':
      return new MarkersComplete('All places for markers are taken');
    case 'needs-third':
      return new ThirdMarkerNeeded('The marks are too far apart');
    default:
      return assertNever(cannot);
  }
}

/** A claim is renewed by activity once a minute, so that saving the same again costs no write. */
function renewed(submission: Submission, by: Actor, now: Date): Submission {
  const { hold } = submission;
  const next = holdFor(by, now);
  const isFresh = hold && isSame(hold.by, by) && next.until.getTime() - hold.until.getTime() < 60_000;
  return isFresh ? submission : { ...submission, hold: next };
}

function freshMark({ by, version, now, newId }: MarkEntry, role: Mark['role']): Mark {
  return {
    ...{ id: newId, version, role, marker: by, ...emptyContent },
    ...{ startedAt: now, updatedAt: now, finishedAt: null, revision: 0 },
  };
}

function withMark(submission: Submission, mark: Mark, by: Actor): Submission {
  const at = mark.updatedAt;
  const former = submission.marks.find(({ id }) => id === mark.id);
  const marks = former
    ? submission.marks.map((one) => (one === former ? mark : one))
    : [...submission.marks, mark];
  const changed = { ...submission, marks, hold: holdFor(by, at) };
  const taken =
    former && !isSame(former.marker, by)
      ? withEvent(changed, { at, by, kind: 'claimed', detail: former.marker.name })
      : changed;
  if (taken.gradingBegunAt) return taken;
  return withEvent({ ...taken, gradingBegunAt: at }, { at, by, kind: 'grading-begun', detail: mark.role });
}
