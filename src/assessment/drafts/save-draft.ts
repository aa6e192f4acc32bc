import type { Task, TaskField } from '../../curriculum/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { getTask } from '../task-versions.ts';
import { readDraftToken, type DraftClaims } from './draft-token.ts';
import { DraftFieldUnknown, DraftTooLong } from './errors.ts';
import { longestText, sizeOf, textsOf } from './field-texts.ts';
import { saveWithCare } from './save-with-care.ts';
import { savedNext, type FieldToSave, type SavedDraft } from './saved-field.ts';

export interface SaveDraft {
  readonly token: string;
  readonly fields: readonly FieldToSave[];
  /** All fields that only trainers may see; null or left out: as before. */
  readonly trainerOnly?: readonly string[] | null;
}

/**
 * Stores what is typed, by the token of its page and without a session. Each field stands for itself: one that has
 * changed since the page saw it is not overwritten, and what is stored is answered instead; the same text counts as
 * saved, so repeating is safe. A page that lost an answer on the way may meet its own earlier text as a conflict: it
 * knows what it sent. One store operation for fields in which nothing is in the way, two for dated entries.
 * @throws DraftTokenInvalid, DraftClosed, DraftTooLong, DraftFieldUnknown
 */
export async function saveDraftByToken(deps: AssessmentDeps, command: SaveDraft): Promise<SavedDraft> {
  const now = deps.clock();
  const claims = readDraftToken(deps.tokenKey, command.token, now);
  const task = getTask(deps, claims.taskId);
  const { fields, trainerOnly = null } = command;
  refuseUnknown(task, claims, command);
  refuseTooLong(fields);
  if (fields.length === 0 && trainerOnly === null) return { savedAt: now, fields: [] };
  const { submissionId, enrolmentId } = claims;
  const change = { submissionId, enrolmentId, fields, trainerOnly, now };
  const datedIds = new Set(task.fields.filter(({ kind }) => kind === 'dated-entries').map(({ id }) => id));
  const isPlain = !fields.some(({ fieldId }) => datedIds.has(fieldId));
  const adds = fields.reduce((sum, { value }) => sum + sizeOf(value), 0);
  if (isPlain && (await deps.records.drafts.store({ ...change, size: { adds } })))
    return { savedAt: now, fields: fields.map(savedNext) };
  return saveWithCare(deps, change, datedIds);
}

function refuseUnknown(task: Task, { enrolmentId }: DraftClaims, command: SaveDraft): void {
  const known = new Set(task.fields.filter(isWritten).map(({ id }) => id));
  const own = `own.${enrolmentId}`;
  const { fields, trainerOnly } = command;
  const ids = fields.map(({ fieldId }) => fieldId);
  if (
    new Set(ids).size < ids.length ||
    !ids.every((id) => known.has(id) || (task.maxAuthors > 1 && id === own))
  )
    throw new DraftFieldUnknown('A field that the task does not have, or that is not this author’s');
  if (trainerOnly && !trainerOnly.every((id) => task.fields.some((field) => field.id === id)))
    throw new DraftFieldUnknown('A field that the task does not have is marked');
}

/** Files come another way. */
function isWritten({ kind }: TaskField): boolean {
  return kind !== 'file';
}

function refuseTooLong(fields: readonly FieldToSave[]): void {
  const texts = fields.flatMap(({ fieldId, value }) => textsOf(fieldId, value));
  if (texts.some(({ text }) => text.length > longestText))
    throw new DraftTooLong('A longer text than a field takes', { longest: longestText });
}
