import { assertNever, newId } from '../../shared/index.ts';
import { NothingToRelease } from '../errors.ts';
import type { Actor, Decision, Mark, Release, Submission, SubmissionState } from '../model.ts';
import type { Rubric } from './change-graded.ts';
import { marksInForce } from './marks-in-force.ts';
import { proposeFor, sharesDecided } from './propose.ts';
import { withEvent } from './submission-of.ts';

/** Of the marks in force the one that decides: finished, and not one of two that are still to be agreed upon. */
export function decidingMark(submission: Submission): Mark | null {
  return (
    marksInForce(submission).find(
      ({ role, finishedAt }) =>
        finishedAt !== null && (role === 'alone' || role === 'agreed' || role === 'third'),
    ) ?? null
  );
}

interface Releasing {
  readonly by: Actor;
  readonly now: Date;
  /** Where the task asks for two markers and one releases alone: why. */
  readonly aloneReason?: string | null;
}

/**
 * Tells the authors: the words of the deciding mark, frozen, what each of them earns, and the decision. Drafts and the
 * marks of others stay behind. @throws NothingToRelease
 */
export function released(
  submission: Submission,
  { by, now, aloneReason = null }: Releasing,
  rubric: Rubric,
): Submission {
  const mark = decidingMark(submission);
  if (!mark) throw new NothingToRelease('No finished grade waits to be released');
  const release = releaseOf(submission, mark, { by, now, aloneReason, rubric });
  const { decision } = release;
  return withEvent(
    {
      ...submission,
      ...{ state: stateAfter(decision), waitingSince: null, hold: null, held: null, newsForAuthorsAt: now },
      releases: [...submission.releases, release],
      pending: [...submission.pending, { id: newId(), at: now }],
      notices: [
        ...submission.notices,
        {
          ...{ id: newId(), at: now, kind: decision === 'revise' ? 'revise' : 'released' },
          ...{ to: null, version: submission.current },
        },
      ],
    },
    { at: now, by, kind: 'released', detail: decision },
  );
}

function releaseOf(
  { current, authorIds, versions }: Submission,
  mark: Mark,
  { by, now, aloneReason, rubric }: Required<Releasing> & { readonly rubric: Rubric },
): Release {
  const { task, levelPoints } = rubric;
  const { levels, comments, overall, todo, reason } = mark;
  const { decision: proposed, shares } = proposeFor(authorIds, mark, {
    criteria: task.criteria,
    levelPoints,
  });
  const decision = mark.decision ?? proposed;
  return {
    ...{ version: current, at: now, by, markId: mark.id, levels, comments, overall, todo },
    taskVersion: versions.find(({ number }) => number === current)?.taskVersion ?? task.version,
    personLevels: personLevelsOf(mark, authorIds),
    ...{ proposed, decision, reason: decision === proposed ? '' : reason },
    aloneReason,
    ...{ levelPoints, shares: sharesDecided(shares, decision), recomputed: [] },
  };
}

/** Only of those who still are authors. */
function personLevelsOf(mark: Mark, authorIds: readonly string[]): Release['personLevels'] {
  const all = Object.entries(mark.personLevels);
  return Object.fromEntries(all.filter(([id]) => authorIds.includes(id)));
}

function stateAfter(decision: Decision): SubmissionState {
  switch (decision) {
    case 'pass':
      return 'passed';
    case 'revise':
      return 'revise';
    case 'fail':
      return 'failed';
    default:
      return assertNever(decision);
  }
}
