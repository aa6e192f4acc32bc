import type { EnrolmentId } from '../shared/index.ts';
import type { PrivateLogDeps } from './deps.ts';
import type { LogNote } from './log-note.ts';

/** A trainee's whole log, newest first. One store operation. */
export function listNotes(
  { records }: PrivateLogDeps,
  enrolmentId: EnrolmentId,
): Promise<readonly LogNote[]> {
  return records.list(enrolmentId);
}

/** What a trainee noted on one lesson's activity, newest first. One store operation. */
export function listNotesOfLesson(
  { records }: PrivateLogDeps,
  enrolmentId: EnrolmentId,
  lessonId: string,
): Promise<readonly LogNote[]> {
  return records.list(enrolmentId, lessonId);
}
