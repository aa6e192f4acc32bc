import type { Task } from '../../curriculum/index.ts';
import type { Level } from '../model.ts';
import { PeerReviewClosed, PeerReviewIncomplete, PeerTextTooLong } from './errors.ts';
import { longestReviewText, type PeerReview } from './peer-review.ts';

/** What is typed into a review: `level.<criterion>` (`''` or 1–4), `comment.<criterion>` or `overall`. */
export interface ReviewChange {
  readonly field: string;
  /** What the page last knew to be stored. */
  readonly before: string;
  readonly value: string;
}

export interface ChangedField {
  readonly field: string;
  /** conflict: something else was stored meanwhile, and was not overwritten. */
  readonly state: 'saved' | 'conflict';
  readonly stored: string;
}

/** Fields of a review that a task's rubric asks for. */
export function reviewFields({ criteria }: Pick<Task, 'criteria'>): string[] {
  return [...criteria.flatMap(({ id }) => [`level.${id}`, `comment.${id}`]), 'overall'];
}

export function storedValue({ levels, comments, overall }: PeerReview, field: string): string {
  const [kind, id = ''] = splitOnce(field);
  if (kind === 'level') return String(levels[id] ?? '');
  return kind === 'comment' ? (comments[id] ?? '') : overall;
}

/**
 * Stores each change whose page knew what is stored; one that did not is a conflict. The same value always counts as
 * saved, so repeating is safe. @throws PeerReviewClosed, PeerTextTooLong
 */
export function applyChanges(
  review: PeerReview,
  changes: readonly ReviewChange[],
  now: Date,
): { readonly review: PeerReview; readonly fields: readonly ChangedField[] } {
  const fields = changes.map(({ field, before, value }): ChangedField => {
    if (value.length > longestReviewText)
      throw new PeerTextTooLong('A longer text than a review takes', { longest: longestReviewText });
    const stored = storedValue(review, field);
    return stored === value || stored === before
      ? { field, state: 'saved', stored: value }
      : { field, state: 'conflict', stored };
  });
  const news = fields.filter(
    ({ field, state, stored }) => state === 'saved' && stored !== storedValue(review, field),
  );
  if (news.length === 0) return { review, fields };
  if (review.submittedAt !== null) throw new PeerReviewClosed('A change to a review that was handed in');
  const changed = news.reduce((one, { field, stored }) => withValue(one, field, stored), review);
  return { review: { ...changed, savedAt: now }, fields };
}

/** @throws PeerReviewClosed, PeerReviewIncomplete */
export function handInReview(review: PeerReview, task: Pick<Task, 'criteria'>, now: Date): PeerReview {
  if (review.submittedAt !== null) throw new PeerReviewClosed('A review is handed in a second time');
  const missing = missingIn(review, task);
  if (missing.length > 0) throw new PeerReviewIncomplete(`These are missing: ${missing.join(', ')}`);
  return { ...review, submittedAt: now, toCountSince: review.kind === 'practice' ? null : now };
}

/** Fields without which a review cannot be handed in: every level, and but for the practice words for the author. */
export function missingIn(review: PeerReview, { criteria }: Pick<Task, 'criteria'>): string[] {
  const levels = criteria.filter(({ id }) => review.levels[id] === undefined).map(({ id }) => `level.${id}`);
  const needsWords = review.kind !== 'practice' && review.overall.trim() === '';
  return needsWords ? [...levels, 'overall'] : levels;
}

function withValue(review: PeerReview, field: string, value: string): PeerReview {
  const [kind, id = ''] = splitOnce(field);
  if (kind === 'comment') return { ...review, comments: { ...review.comments, [id]: value } };
  if (kind === 'overall') return { ...review, overall: value };
  const others = Object.entries(review.levels).filter(([criterionId]) => criterionId !== id);
  const own: [string, Level][] = value === '' ? [] : [[id, Number(value) as Level]];
  return { ...review, levels: Object.fromEntries([...others, ...own]) };
}

function splitOnce(field: string): [string, string?] {
  const at = field.indexOf('.');
  return at < 0 ? [field] : [field.slice(0, at), field.slice(at + 1)];
}
