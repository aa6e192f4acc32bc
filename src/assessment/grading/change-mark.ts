import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '../../shared/index.ts';
import { MarkMalformed, MarkTooLong } from '../errors.ts';
import type { Comment, Level, Levels, Mark } from '../model.ts';
import type { MarkChange, MarkProposal } from './grading-model.ts';

/** Characters of one text, and comments of one mark. */
export const longestMarkText = 20_000;
const mostComments = 300;
/** Characters of all texts of one mark: every version and release keeps its own, in one document. */
const longestMark = 200_000;

/** What a change may speak of. */
export interface MarkScope {
  readonly criteria: readonly { readonly id: string }[];
  /** Those who hand in together. */
  readonly authorIds: readonly string[];
  readonly proposal: MarkProposal | null;
  readonly now: Date;
}

type Content = Pick<
  Mark,
  'levels' | 'personLevels' | 'comments' | 'overall' | 'todo' | 'decision' | 'reason'
>;

export const emptyContent: Content = {
  ...{ levels: {}, personLevels: {}, comments: [], overall: '', todo: '', decision: null, reason: '' },
};

/** The content after the changes; the very same object where they change nothing. @throws MarkMalformed, MarkTooLong */
export function changeMark<Marked extends Content>(
  mark: Marked,
  changes: readonly MarkChange[],
  scope: MarkScope,
): Marked {
  const after = changes.reduce((before, change) => applyOne(before, change, scope), mark);
  if (after.comments.length > mostComments)
    throw new MarkTooLong('Too many comments', { most: mostComments });
  const size = sizeOf(after);
  if (size > longestMark && size > sizeOf(mark))
    throw new MarkTooLong('Too much text in one mark', { most: longestMark });
  return isDeepStrictEqual(after, mark) ? mark : after;
}

function sizeOf({ comments, overall, todo, reason }: Content): number {
  const said = comments.reduce((sum, { text, anchor }) => {
    return sum + text.length + (anchor?.kind === 'passage' ? anchor.quote.length : 0);
  }, 0);
  return said + overall.length + todo.length + reason.length;
}

function applyOne<Marked extends Content>(mark: Marked, change: MarkChange, scope: MarkScope): Marked {
  switch (change.kind) {
    case 'level':
      refuseUnknownCriterion(change.criterionId, scope);
      return { ...mark, levels: withLevel(mark.levels, change.criterionId, change.level) };
    case 'person-level':
      return { ...mark, personLevels: withPersonLevel(mark, change, scope) };
    case 'overall':
    case 'todo':
    case 'reason':
      return { ...mark, [change.kind]: fitting(change.text) };
    case 'decision':
      return { ...mark, decision: change.decision };
    case 'comment':
      return { ...mark, comments: withComment(mark.comments, change, scope) };
    case 'remove-comment':
      return { ...mark, comments: mark.comments.filter(({ id }) => id !== change.id) };
    case 'take-proposal':
      return scope.proposal ? { ...mark, ...filledFrom(scope.proposal, mark) } : mark;
    default:
      return assertNever(change);
  }
}

function withLevel(levels: Levels, criterionId: string, level: Level | null): Levels {
  if (level !== null && ![0, 1, 2, 3, 4].includes(level))
    throw new MarkMalformed(`${String(level)} is no level`);
  const others = Object.entries(levels).filter(([id]) => id !== criterionId);
  return Object.fromEntries(level === null ? others : [...others, [criterionId, level]]);
}

function withPersonLevel(
  { personLevels }: Content,
  { enrolmentId, criterionId, level }: Extract<MarkChange, { kind: 'person-level' }>,
  scope: MarkScope,
): Content['personLevels'] {
  refuseUnknownCriterion(criterionId, scope);
  if (!scope.authorIds.includes(enrolmentId))
    throw new MarkMalformed('A level for somebody who is no author');
  const own = withLevel(personLevels[enrolmentId] ?? {}, criterionId, level);
  const others = Object.entries(personLevels).filter(([id]) => id !== enrolmentId);
  return Object.fromEntries(Object.keys(own).length === 0 ? others : [...others, [enrolmentId, own]]);
}

/** A comment that is only sent again keeps its time; one whose text is empty goes. */
function withComment(
  comments: readonly Comment[],
  { id, criterionId, anchor, text }: Extract<MarkChange, { kind: 'comment' }>,
  scope: MarkScope,
): readonly Comment[] {
  if (criterionId !== null) refuseUnknownCriterion(criterionId, scope);
  const before = comments.find((comment) => comment.id === id);
  const sent = { id, criterionId, anchor, text: fitting(text) };
  if (sent.text.trim() === '') return comments.filter((comment) => comment !== before);
  if (before && isDeepStrictEqual({ ...before, at: null }, { ...sent, at: null })) return comments;
  const comment = { ...sent, at: scope.now };
  return before ? comments.map((one) => (one === before ? comment : one)) : [...comments, comment];
}

/** What the marker has entered stands; the proposal fills what is empty. */
function filledFrom(proposal: MarkProposal, mark: Content): Partial<Content> {
  const ids = new Set(mark.comments.map(({ id }) => id));
  return {
    levels: { ...proposal.levels, ...mark.levels },
    personLevels: { ...proposal.personLevels, ...mark.personLevels },
    comments: [...mark.comments, ...proposal.comments.filter(({ id }) => !ids.has(id))],
    overall: mark.overall || proposal.overall,
    todo: mark.todo || proposal.todo,
  };
}

function refuseUnknownCriterion(criterionId: string, { criteria }: MarkScope): void {
  if (!criteria.some(({ id }) => id === criterionId))
    throw new MarkMalformed(`The rubric has no criterion ${criterionId}`);
}

function fitting(text: string): string {
  if (text.length > longestMarkText)
    throw new MarkTooLong(`A text of ${text.length} characters`, { most: longestMarkText });
  return text;
}
