import type { CohortId, EnrolmentId } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { FileId, Submission, Version } from '../model.ts';
import { FileUnknown } from './errors.ts';
import type { StoredFile } from './file.ts';

/** A file, and as what its reader may see it: who has not written it may have to read it without its author's name. */
export interface ReadableFile {
  readonly file: StoredFile;
  readonly as: 'author' | 'trainer' | 'reviewer';
}

/** Who wants to see a file. */
export interface FileReader {
  readonly enrolmentId: EnrolmentId;
  readonly cohortId: CohortId;
  /** Whether they grade in this cohort. */
  readonly grades: boolean;
  /** Whether they were given this version to review. */
  isReviewerOf(version: Version): Promise<boolean>;
}

/**
 * A file for someone who may see it: its authors always, and of what was handed in with them those who left later; who grades in the cohort, and whoever was given the version to
 * review, only what was handed in and not withdrawn (and reviewers nothing that is for trainers only). Two store
 * operations for an author, three for others.
 * @throws FileUnknown, whether it is not there or not theirs
 */
export async function getReadableFile(
  { records }: Pick<AssessmentDeps, 'records'>,
  fileId: FileId,
  reader: FileReader,
): Promise<ReadableFile> {
  const file = await records.files.find(fileId);
  if (file?.cohortId !== reader.cohortId) throw new FileUnknown('There is no such file in this cohort');
  const submission = await records.submissions.find(file.submissionId);
  if (submission?.authorIds.includes(reader.enrolmentId)) return { file, as: 'author' };
  const versions = submission
    ? handedInWith(file, submission, await records.versions.listOf(submission.id))
    : [];
  if (reader.grades && versions.length > 0) return { file, as: 'trainer' };
  if (submission && hasWritten(submission, versions, reader)) return { file, as: 'author' };
  for (const version of versions) {
    const isForTrainers = version.trainerOnly.includes(file.place.split('.')[0] ?? '');
    if (!isForTrainers && (await reader.isReviewerOf(version))) return { file, as: 'reviewer' };
  }
  throw new FileUnknown('The file is not for this person');
}

/** An author who left afterwards keeps a copy of what was graded. */
function hasWritten(
  { authors }: Submission,
  versions: readonly Version[],
  { enrolmentId }: FileReader,
): boolean {
  const left = authors.find((author) => author.state === 'left' && author.enrolmentId === enrolmentId);
  return left !== undefined && versions.some(({ submittedAt }) => submittedAt <= left.at);
}

/** Versions with this file that were not withdrawn. */
function handedInWith(file: StoredFile, submission: Submission, versions: readonly Version[]): Version[] {
  const standing = new Set(
    submission.versions.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ id }) => id),
  );
  return versions.filter(({ id, files }) => standing.has(id) && files.some((one) => one.id === file.id));
}
