import { AgreementNeedsOther, MarkChanged, MarkIncomplete, MarkUnknown } from '../errors.ts';
import type { Actor, Mark, Submission } from '../model.ts';
import type { Rubric } from './change-graded.ts';
import { departsFrom } from './disagreement.ts';
import type { ReleaseChoice } from './grading-model.ts';
import { finishedPair, isSame, marksInForce } from './marks-in-force.ts';
import { problemsOf } from './mark-problems.ts';
import { decidingMark, released } from './release-rule.ts';
import { partToMark } from './save-mark-rule.ts';
import { withEvent } from './submission-of.ts';

export interface Finish {
  readonly by: Actor;
  readonly version: number;
  /** Of the mark that the page shows. */
  readonly revision: number;
  readonly release: ReleaseChoice;
  readonly now: Date;
}

/**
 * Finishes a mark, and where it decides alone releases it or lets it wait. The first of two markers' only waits for the
 * other's, whatever release was chosen. What was finished or released by the same press already stays as it is.
 * @throws MarkUnknown, MarkChanged, MarkIncomplete, AgreementNeedsOther and what keeps somebody from marking
 */
export function finished(submission: Submission, finish: Finish, rubric: Rubric): Submission {
  const { by, now, version, revision } = finish;
  if (isReleased(submission, finish)) return submission;
  const { mark, role } = partToMark(submission, { ...{ by, version, now }, task: rubric.task });
  if (!mark && hasFinished(submission, finish)) return submission;
  if (!mark) throw new MarkUnknown('There is no mark to finish');
  if (mark.finishedAt && mark.revision === revision + 1) return submission;
  if (mark.finishedAt || mark.revision !== revision)
    throw new MarkChanged('The mark has changed since the page was opened');
  refuseIncomplete(submission, mark, rubric);
  if (role === 'agreed') refuseLonely(submission, mark, by);
  const done = { ...mark, finishedAt: now, updatedAt: now, revision: mark.revision + 1 };
  const marks = submission.marks.map((one) => (one.id === mark.id ? done : one));
  const marked = withEvent(
    { ...submission, marks, hold: null },
    { at: now, by, kind: 'marked', detail: role },
  );
  return decidingMark(marked) ? letGo(marked, finish, rubric) : marked;
}

/** The same press a second time: what it finished has the next revision, and is released. */
function isReleased(submission: Submission, { version, revision }: Finish): boolean {
  const { releases, marks, current } = submission;
  const release = releases.at(-1);
  if (version !== current || release?.version !== version || marksInForce(submission).length > 0)
    return false;
  return marks.some((mark) => mark.id === release.markId && mark.revision === revision + 1);
}

/** The same press a second time: both have finished since. */
function hasFinished(submission: Submission, { by, revision }: Finish): boolean {
  const own = finishedPair(submission)?.find(({ marker }) => isSame(marker, by));
  return own?.revision === revision + 1;
}

function letGo(submission: Submission, { by, now, release }: Finish, rubric: Rubric): Submission {
  const markId = decidingMark(submission)?.id;
  if (release === 'later' || !markId) return submission;
  if (release === 'now' || (release instanceof Date && release <= now))
    return released(submission, { by, now }, rubric);
  const releaseAt = release === 'together' ? null : release;
  return withEvent(
    { ...submission, held: { version: submission.current, markId, releaseAt, by, at: now } },
    { at: now, by, kind: 'held', detail: releaseAt?.toISOString() ?? null },
  );
}

function refuseIncomplete({ authorIds }: Submission, mark: Mark, rubric: Rubric): void {
  const problems = problemsOf(mark, authorIds, rubric);
  if (problems.length > 0)
    throw new MarkIncomplete('Something is missing', {
      problems: problems.map(({ code }) => code).join(' '),
      criteria: problems.flatMap(({ criteria }) => criteria).join(' '),
    });
}

/** An agreement counts once every marker from whose levels it departs has written or finished it. */
function refuseLonely(submission: Submission, agreed: Mark, by: Actor): void {
  for (const own of finishedPair(submission) ?? []) {
    const hasSaid = isSame(own.marker, by) || isSame(own.marker, agreed.marker);
    if (departsFrom(agreed, own) && !hasSaid)
      throw new AgreementNeedsOther('The other marker has not confirmed it');
  }
}
