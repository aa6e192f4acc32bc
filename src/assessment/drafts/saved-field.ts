import type { EnrolmentId } from '../../shared/index.ts';
import type { FieldValue } from '../model.ts';

export interface FieldToSave {
  readonly fieldId: string;
  /** At which the page last saw the field; 0: nothing stood there. */
  readonly revision: number;
  readonly value: FieldValue;
}

export interface SavedField {
  readonly fieldId: string;
  /** Of what is stored now. */
  readonly revision: number;
  /** conflict: another page or device, or another author, had changed the field, and that was not overwritten. */
  readonly state: 'saved' | 'conflict';
  /** In a conflict, what is stored; `savedBy` is null for somebody who is no author any more. */
  readonly stored: {
    readonly value: FieldValue;
    readonly savedAt: Date;
    readonly savedBy: { readonly enrolmentId: EnrolmentId; readonly name: string | null } | null;
  } | null;
}

export interface SavedDraft {
  readonly savedAt: Date;
  readonly fields: readonly SavedField[];
}

/** What the page is told of a field that was stored as it came. */
export function savedNext({ fieldId, revision }: FieldToSave): SavedField {
  return { fieldId, revision: revision + 1, state: 'saved', stored: null };
}
