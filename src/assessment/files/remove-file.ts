import type { AssessmentDeps } from '../deps.ts';
import type { FileId } from '../model.ts';
import { FileUnknown } from './errors.ts';
import { getWritablePlace } from './writable-place.ts';

/**
 * Takes a file out of the draft by the token of its place; versions that name it keep it. Safe to repeat. Three store
 * operations. @throws FileTokenInvalid, FilesClosed, FileUnknown
 */
export async function removeFile(
  deps: AssessmentDeps,
  { token, fileId }: { readonly token: string; readonly fileId: FileId },
): Promise<void> {
  const { submission, place } = await getWritablePlace(deps, token);
  const file = await deps.records.files.find(fileId);
  if (file?.submissionId !== submission.id || file.place !== place)
    throw new FileUnknown('There is no such file at this place');
  await deps.records.files.setRemoved(file.id, deps.clock());
}
