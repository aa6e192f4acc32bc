import { asId, readClaims, signClaims, type EnrolmentId } from '../../shared/index.ts';
import type { SubmissionId } from '../model.ts';
import { FileTokenInvalid } from './errors.ts';

const purpose = 'file';
/** A page left open may upload for this long, whatever became of the session. */
const validForMs = 30 * 24 * 3_600_000;

/** What a page may do: put files into one place of one submission, and take them out again, as one author. */
export interface FilePlace {
  readonly submissionId: SubmissionId;
  readonly enrolmentId: EnrolmentId;
  /** A field's id, or `<fieldId>.<rowId>.<innerId>` within a row. */
  readonly place: string;
}

/** For a page shown now. No session is needed with it: in a frame with cookies blocked there may be none. */
export function signFileToken(
  key: Buffer,
  { submissionId, enrolmentId, place }: FilePlace,
  now: Date,
): string {
  return signClaims(key, purpose, [submissionId, enrolmentId, place, now.getTime() + validForMs]);
}

/** @throws FileTokenInvalid */
export function readFileToken(key: Buffer, token: string, now: Date): FilePlace {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new FileTokenInvalid('A file token with a wrong signature');
  const [submissionId, enrolmentId, place, end] = claims as [string, string, string, number];
  if (end < now.getTime()) throw new FileTokenInvalid('A file token of a page opened long ago');
  return { submissionId: asId(submissionId), enrolmentId: asId(enrolmentId), place };
}
