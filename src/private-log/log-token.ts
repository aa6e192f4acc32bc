import { asId, readClaims, signClaims } from '../shared/index.ts';
import { LogTokenInvalid } from './errors.ts';
import type { LogOwner } from './log-note.ts';

const purpose = 'log-note';
/** A page left open may store for this long, whatever became of the session. */
const validForMs = 30 * 24 * 3_600_000;

/** For a page shown now: allows to store notes into this log, and nothing else. */
export function signLogToken(key: Buffer, { enrolmentId, cohortId }: LogOwner, now: Date): string {
  return signClaims(key, purpose, [enrolmentId, cohortId, now.getTime() + validForMs]);
}

/** @throws LogTokenInvalid */
export function readLogToken(key: Buffer, token: string, now: Date): LogOwner {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new LogTokenInvalid('A log token with a wrong signature');
  const [enrolmentId, cohortId, end] = claims as [string, string, number];
  if (end < now.getTime()) throw new LogTokenInvalid('A log token of a page opened long ago');
  return { enrolmentId: asId(enrolmentId), cohortId: asId(cohortId) };
}
