import type { CohortId, EnrolmentId, Id } from '../../shared/index.ts';
import type { FileHead, SubmissionId } from '../model.ts';

/** Where the bytes lie in the storage; random, says nothing of the file. */
export type FileKey = Id<'file-key'>;

/** A file that an author put into a field of a task's form. Versions name it by its head. */
export interface StoredFile extends FileHead {
  readonly submissionId: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  /** A field's id, or `<fieldId>.<rowId>.<innerId>` within a row. */
  readonly place: string;
  readonly key: FileKey;
  readonly uploadedBy: EnrolmentId;
  readonly uploadedAt: Date;
  /** Taken out of the draft. Versions that name the file still show it. */
  readonly removedAt: Date | null;
}

export function headOf({ id, name, type, bytes }: StoredFile): FileHead {
  return { id, name, type, bytes };
}
