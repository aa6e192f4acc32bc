import type { AssessmentDeps } from '../deps.ts';
import { getTaskVersion } from '../task-versions.ts';
import { changeReview } from './change-review.ts';
import { PeerFieldUnknown } from './errors.ts';
import type { PeerReview } from './peer-review.ts';
import { applyChanges, reviewFields, type ChangedField, type ReviewChange } from './review-changes.ts';
import { readReviewToken } from './review-token.ts';

export interface SavedReview {
  readonly savedAt: Date;
  readonly fields: readonly ChangedField[];
}

/**
 * Stores what is typed into a review, by the token of its page and without a session; field by field, so that a field
 * that another page has changed meanwhile is answered as a conflict and not overwritten. Safe to repeat. Three store
 * operations. @throws PeerTokenInvalid, PeerReviewUnknown, PeerFieldUnknown, PeerReviewClosed, PeerTextTooLong,
 * PeerReviewBusy
 */
export async function saveReviewByToken(
  deps: AssessmentDeps,
  { token, changes }: { readonly token: string; readonly changes: readonly ReviewChange[] },
): Promise<SavedReview> {
  const now = deps.clock();
  const id = readReviewToken(deps.tokenKey, token, now);
  const before = await deps.records.peerReviews.find(id);
  if (before) await refuseUnknown(deps, before, changes);
  let fields: readonly ChangedField[] = [];
  await changeReview(deps, id, (review) => {
    const applied = applyChanges(review, changes, now);
    fields = applied.fields;
    return applied.review;
  });
  return { savedAt: now, fields };
}

export async function refuseUnknown(
  deps: AssessmentDeps,
  { taskId, taskVersion }: PeerReview,
  changes: readonly ReviewChange[],
): Promise<void> {
  const known = new Set(reviewFields(await getTaskVersion(deps, taskId, taskVersion)));
  const fits = ({ field, value }: ReviewChange): boolean =>
    known.has(field) && (!field.startsWith('level.') || /^[1-4]?$/.test(value));
  if (!changes.every(fits)) throw new PeerFieldUnknown('A field or a level that the rubric does not have');
}
