import type { EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { SubmissionBusy } from '../errors.ts';
import type { Draft, DraftField } from '../model.ts';
import type { DraftChange, StoredDraft } from './draft.records.ts';
import { DraftClosed, DraftTokenInvalid, DraftTooLong } from './errors.ts';
import { isSameValue, longestDraft, rowsOf, sizeOf } from './field-texts.ts';
import { savedNext, type FieldToSave, type SavedDraft, type SavedField } from './saved-field.ts';

type Change = Omit<DraftChange, 'size'>;

/** Something stood in the way of storing at once: reads the draft, and stores what can be. */
export async function saveWithCare(
  deps: AssessmentDeps,
  change: Change,
  datedIds: Set<string>,
): Promise<SavedDraft> {
  const { submissionId, enrolmentId, now } = change;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const draft = await deps.records.drafts.find(submissionId);
    refuseClosed(draft, enrolmentId);
    const fields = change.fields
      .filter((field) => isNew(draft, field))
      .map((field) => (datedIds.has(field.fieldId) ? withFirstSaved(draft, field, now) : field));
    const total = sizeAfter(draft, fields);
    if (total > longestDraft && total > sizeAfter(draft, []))
      throw new DraftTooLong('A longer draft than is kept', { longest: longestDraft });
    const isStored =
      (fields.length === 0 && change.trainerOnly === null) ||
      (await deps.records.drafts.store({ ...change, fields, size: { saves: draft.saves, total } }));
    if (isStored) return answer(deps, draft, change);
  }
  throw new SubmissionBusy('Others kept changing the same draft');
}

function refuseClosed(draft: StoredDraft | null, enrolmentId: EnrolmentId): asserts draft is StoredDraft {
  if (!draft) throw new DraftTokenInvalid('A token of a draft that is not there');
  if (!draft.open || !draft.authorIds.includes(enrolmentId))
    throw new DraftClosed('Nothing can be stored into the draft');
}

function isNew(draft: Draft, { fieldId, revision, value }: FieldToSave): boolean {
  const stored = fieldOf(draft, fieldId);
  return (stored?.revision ?? 0) === revision && !(stored && isSameValue(stored.value, value));
}

function fieldOf({ fields }: Pick<Draft, 'fields'>, fieldId: string): DraftField | undefined {
  return Object.hasOwn(fields, fieldId) ? fields[fieldId] : undefined;
}

/** Each entry keeps the time at which it first came. */
function withFirstSaved(draft: Draft, field: FieldToSave, now: Date): FieldToSave {
  const stored = rowsOf(fieldOf(draft, field.fieldId)?.value ?? []);
  const first = new Map(stored.map((row) => [row.id, row.firstSavedAt]));
  const value = rowsOf(field.value).map((row) => ({ ...row, firstSavedAt: first.get(row.id) ?? now }));
  return { ...field, value };
}

function sizeAfter(draft: Draft, fields: readonly FieldToSave[]): number {
  const replaced = new Set(fields.map(({ fieldId }) => fieldId));
  const kept = Object.entries(draft.fields).filter(([id]) => !replaced.has(id));
  return [...kept.map(([, { value }]) => value), ...fields.map(({ value }) => value)].reduce(
    (sum, value) => sum + sizeOf(value),
    0,
  );
}

async function answer(deps: AssessmentDeps, draft: StoredDraft, change: Change): Promise<SavedDraft> {
  const isConflict = change.fields.some((field) => stateOf(draft, field) === 'conflict');
  const submission = isConflict ? await deps.records.submissions.find(change.submissionId) : null;
  const fields = change.fields.map((field): SavedField => {
    const stored = fieldOf(draft, field.fieldId);
    const state = stateOf(draft, field);
    if (state === 'next' || !stored) return savedNext(field);
    const { fieldId } = field;
    const { value, revision, savedAt, savedBy } = stored;
    if (state === 'same') return { fieldId, revision, state: 'saved', stored: null };
    const author = submission?.authors.find(({ enrolmentId }) => enrolmentId === savedBy);
    const by = author ? { enrolmentId: author.enrolmentId, name: author.name } : null;
    return { fieldId, revision, state: 'conflict', stored: { value, savedAt, savedBy: by } };
  });
  return { savedAt: change.now, fields };
}

/** Against the draft as it stood before. */
function stateOf(draft: Draft, field: FieldToSave): 'same' | 'next' | 'conflict' {
  const stored = fieldOf(draft, field.fieldId);
  if (stored && isSameValue(stored.value, field.value)) return 'same';
  return isNew(draft, field) ? 'next' : 'conflict';
}
