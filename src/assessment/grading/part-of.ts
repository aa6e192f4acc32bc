import type { Actor, Mark, MarkRole } from '../model.ts';
import { disagreementOf } from './disagreement.ts';
import type { CannotMark } from './grading-model.ts';
import {
  type GradingFacts,
  type MarkFacts,
  finishedPair,
  holdNow,
  independentMarks,
  isHeldByOther,
  isSame,
  marksInForce,
} from './marks-in-force.ts';

type Marker = Pick<Actor, 'enrolmentId'>;

/** The part that somebody has in grading the version in force, and their mark; or why they have none now. */
export interface Part<Marked extends MarkFacts = Mark> {
  readonly role: MarkRole | null;
  readonly mark: Marked | null;
  readonly cannot: CannotMark | null;
}

interface Circumstances {
  /** How many grade it without seeing the marks of the other. */
  readonly markers: number;
  readonly now: Date;
}

/**
 * One marker grades alone: whoever holds it, going on with what is there. Two grade independently of each other, each in
 * a mark that nobody else writes into; then they agree in one that is both's, or a third decides. What is released is
 * graded again by one.
 */
export function partOf<Marked extends MarkFacts>(
  submission: GradingFacts<Marked>,
  by: Marker,
  { markers, now }: Circumstances,
): Part<Marked> {
  const marks = marksInForce(submission);
  if (submission.state !== 'waiting' && marks.length === 0) return cannot('nothing-waits');
  const isHeld = isHeldByOther(submission, by, now);
  const isAgain = submission.state !== 'waiting';
  if (markers >= 2 && !isAgain) return partOfSeveral(submission, by, now);
  const mark = marks.find(({ role }) => role === 'alone') ?? null;
  return isHeld ? { role: null, mark, cannot: 'held' } : { role: 'alone', mark, cannot: null };
}

function partOfSeveral<Marked extends MarkFacts>(
  submission: GradingFacts<Marked>,
  by: Marker,
  now: Date,
): Part<Marked> {
  if (finishedPair(submission)) return partInDeciding(submission, by);
  const independent = independentMarks(submission);
  const own = independent.find(({ marker }) => isSame(marker, by));
  if (own) return { role: own.role, mark: own, cannot: null };
  const hold = holdNow(submission, now);
  const isBeginning =
    hold !== null && !isSame(hold.by, by) && !independent.some(({ marker }) => isSame(marker, hold.by));
  if (independent.length >= 2) return cannot('places-taken');
  if (independent.length === 1 && isBeginning) return cannot('held');
  return { role: independent.length === 0 ? 'first' : 'second', mark: null, cannot: null };
}

/** Both have finished: the two agree, unless they are too far apart; anybody else may decide as the third. */
function partInDeciding<Marked extends MarkFacts>(
  submission: GradingFacts<Marked>,
  by: Marker,
): Part<Marked> {
  const deciding = marksInForce(submission).filter(({ role }) => role === 'third' || role === 'agreed');
  const pair = finishedPair(submission);
  const isOneOfTwo = pair?.some(({ marker }) => isSame(marker, by)) ?? false;
  const role = isOneOfTwo ? 'agreed' : 'third';
  const mark = deciding.find((one) => one.role === role) ?? null;
  if (isOneOfTwo && pair && disagreementOf(...pair).needsThird) return cannot('needs-third');
  if (mark && role === 'third' && !isSame(mark.marker, by)) return cannot('places-taken');
  const isDecided = deciding.some((one) => one !== mark && one.finishedAt !== null);
  return isDecided ? cannot('places-taken') : { role, mark, cannot: null };
}

function cannot(reason: CannotMark): Part<never> {
  return { role: null, mark: null, cannot: reason };
}
