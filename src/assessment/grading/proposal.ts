import type { Comment, Levels, Mark, MarkRole, Submission } from '../model.ts';
import { finishedPair } from './marks-in-force.ts';
import type { MarkProposal } from './grading-model.ts';

/**
 * What a mark may begin from. Whoever is to agree or decide: both marks, with the levels that they share. Otherwise the
 * last release: of an earlier version where a new one waits, or of this one where it is graded again. Only criteria that
 * the rubric still has count.
 */
export function proposalFor(
  submission: Submission,
  role: MarkRole | null,
  criteria: readonly { readonly id: string }[],
): MarkProposal | null {
  const pair = finishedPair(submission);
  const proposal =
    (role === 'agreed' || role === 'third') && pair ? fromBoth(...pair) : fromRelease(submission);
  if (!proposal) return null;
  const known = new Set(criteria.map(({ id }) => id));
  return {
    ...proposal,
    levels: only(proposal.levels, known),
    personLevels: Object.fromEntries(
      Object.entries(proposal.personLevels)
        .filter(([id]) => submission.authorIds.some((author) => author === id))
        .map(([id, levels]) => [id, only(levels, known)]),
    ),
    comments: proposal.comments.map((comment) => withKnownCriterion(comment, known)),
  };
}

function fromRelease({ releases, current }: Submission): MarkProposal | null {
  const release = releases.at(-1);
  if (!release) return null;
  const { version, levels, personLevels, comments, overall, todo } = release;
  const from = version === current ? 'released' : 'former-version';
  return {
    from,
    version,
    levels,
    personLevels,
    comments,
    overall: from === 'released' ? overall : '',
    todo: from === 'released' ? todo : '',
  };
}

function fromBoth(one: Mark, other: Mark): MarkProposal {
  const people = Object.keys({ ...one.personLevels, ...other.personLevels });
  return {
    ...{ from: 'both-marks', version: one.version, levels: shared(one.levels, other.levels) },
    personLevels: Object.fromEntries(
      people
        .map((id) => [id, shared(one.personLevels[id] ?? {}, other.personLevels[id] ?? {})] as const)
        .filter(([, levels]) => Object.keys(levels).length > 0),
    ),
    comments: [...one.comments, ...other.comments],
    overall: joined(one.overall, other.overall),
    todo: joined(one.todo, other.todo),
  };
}

function shared(one: Levels, other: Levels): Levels {
  return Object.fromEntries(Object.entries(one).filter(([id, level]) => other[id] === level));
}

function joined(one: string, other: string): string {
  return [one, other].filter((text) => text.trim() !== '').join('\n\n');
}

function only(levels: Levels, known: ReadonlySet<string>): Levels {
  return Object.fromEntries(Object.entries(levels).filter(([id]) => known.has(id)));
}

function withKnownCriterion(comment: Comment, known: ReadonlySet<string>): Comment {
  const isKnown = comment.criterionId === null || known.has(comment.criterionId);
  return isKnown ? comment : { ...comment, criterionId: null };
}
