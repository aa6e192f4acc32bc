import type { AssessmentDeps } from '../deps.ts';
import type { FileHead, SubmissionId } from '../model.ts';
import { headOf } from './file.ts';
import { getReadablePlace, type FileField } from './writable-place.ts';

/**
 * The files that a submission has now, by place (a field's id, or `<fieldId>.<rowId>.<innerId>`), each in order of
 * arrival. One store operation.
 */
export async function listFilesOf(
  { records }: Pick<AssessmentDeps, 'records'>,
  submissionId: SubmissionId,
): Promise<Readonly<Record<string, readonly FileHead[]>>> {
  const byPlace = new Map<string, FileHead[]>();
  for (const file of await records.files.listOf(submissionId)) {
    byPlace.set(file.place, [...(byPlace.get(file.place) ?? []), headOf(file)]);
  }
  return Object.fromEntries(byPlace);
}

export interface FilesInPlace {
  readonly place: string;
  readonly field: FileField;
  readonly cohortId: string;
  readonly taskId: string;
  readonly files: readonly FileHead[];
}

/** What stands where a file token belongs. Two store operations. @throws FileTokenInvalid, SubmissionUnknown */
export async function listFilesByToken(deps: AssessmentDeps, token: string): Promise<FilesInPlace> {
  const { place, field, submission } = await getReadablePlace(deps, token);
  const files = await listFilesOf(deps, submission.id);
  const { cohortId, taskId } = submission;
  return { place, field, cohortId, taskId, files: files[place] ?? [] };
}
