import type { Readable } from 'node:stream';
import type { Task } from '../../curriculum/index.ts';
import type { CohortId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { FileStorageFailed } from '../files/errors.ts';
import type { FileDeps } from '../files/deps.ts';
import type { FileId, SubmissionId, Version, VersionHead } from '../model.ts';
import { getTaskSettings } from '../settings/task-settings.ts';
import { shownAuthors, type ShownAuthor } from '../shown-authors.ts';
import { getTaskVersion } from '../task-versions.ts';

/** One hand-in of a task with every version that was not withdrawn. */
export interface ArchivedWork {
  readonly submissionId: SubmissionId;
  readonly authors: readonly ShownAuthor[];
  readonly namesHidden: boolean;
  readonly versions: readonly VersionHead[];
}

/** Everything that was handed in for a task, in order of arrival. One store operation. */
export async function listArchive(
  deps: AssessmentDeps,
  { cohortId, taskId }: { readonly cohortId: CohortId; readonly taskId: string },
): Promise<ArchivedWork[]> {
  const { namesHidden } = await getTaskSettings(deps, cohortId, taskId);
  const submissions = await deps.records.exchange.listHandedIn(cohortId, taskId);
  return submissions.map((submission) => ({
    submissionId: submission.id,
    authors: shownAuthors(submission, namesHidden),
    namesHidden: namesHidden && submission.releases.length === 0,
    versions: submission.versions.filter(({ withdrawnAt }) => withdrawnAt === null),
  }));
}

/** What was handed in once, with the task as it stood then. One store operation, or two. */
export async function getArchivedVersion(
  deps: AssessmentDeps,
  head: VersionHead,
): Promise<{ readonly version: Version; readonly task: Task }> {
  const version = await deps.records.versions.find(head.id);
  if (!version) throw new Error(`Version ${head.id} is named, but not stored`);
  return { version, task: await getTaskVersion(deps, version.taskId, version.taskVersion) };
}

/** The bytes of a file that was handed in; null where the storage does not have them. One store operation. */
export async function openArchivedFile(
  { records, storage }: Pick<FileDeps, 'records' | 'storage'>,
  fileId: FileId,
): Promise<Readable | null> {
  const file = await records.files.find(fileId);
  if (!file) return null;
  try {
    return await storage.open(file.key);
  } catch (error) {
    if (error instanceof FileStorageFailed) return null;
    throw error;
  }
}
