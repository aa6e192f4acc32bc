import type { AssessmentDeps } from '../deps.ts';
import { FileEmpty, FileTooLarge, TooManyFiles } from './errors.ts';
import { bytesOf } from './receive-file.ts';
import { getWritablePlace } from './writable-place.ts';

/**
 * Whether an upload may begin, so that nobody waits for one that would be refused at its end; the answer is how many bytes it
 * may have. `bytes` null: not known yet. Two store operations.
 * @throws FileTokenInvalid, FilesClosed, FileEmpty, FileTooLarge, TooManyFiles
 */
export async function checkUpload(
  deps: AssessmentDeps,
  { token, bytes }: { readonly token: string; readonly bytes: number | null },
): Promise<number> {
  const { submission, place, field } = await getWritablePlace(deps, token);
  if (bytes === 0) throw new FileEmpty('A file without content');
  if (bytes !== null && bytes > bytesOf(field)) throw new FileTooLarge(field.maxMegabytes);
  const present = await deps.records.files.listOf(submission.id);
  if (present.filter((file) => file.place === place).length >= field.maxFiles)
    throw new TooManyFiles(field.maxFiles);
  return bytesOf(field);
}
