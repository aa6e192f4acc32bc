import {
  asId,
  readClaims,
  signClaims,
  type CohortId,
  type EnrolmentId,
  type PersonId,
} from '../../shared/index.ts';
import type { SubmissionId } from '../model.ts';
import { DraftTokenInvalid } from './errors.ts';

/** What a page that writes may do without a session: store into this draft, as this author. Nothing else. */
export interface DraftClaims {
  readonly submissionId: SubmissionId;
  readonly cohortId: CohortId;
  readonly taskId: string;
  readonly enrolmentId: EnrolmentId;
  readonly personId: PersonId;
}

const purpose = 'draft';
/** A page left open may store for this long, whatever became of the session. */
const validForMs = 30 * 24 * 3_600_000;

/** For a page shown now. Whether the draft still takes anything is for the stored draft to say. */
export function signDraftToken(key: Buffer, claims: DraftClaims, now: Date): string {
  const { submissionId, cohortId, taskId, enrolmentId, personId } = claims;
  const end = now.getTime() + validForMs;
  return signClaims(key, purpose, [submissionId, cohortId, taskId, enrolmentId, personId, end]);
}

/** @throws DraftTokenInvalid */
export function readDraftToken(key: Buffer, token: string, now: Date): DraftClaims {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new DraftTokenInvalid('A draft token with a wrong signature');
  const [submissionId, cohortId, taskId, enrolmentId, personId, end] = claims as [
    ...[string, string, string, string, string],
    number,
  ];
  if (end < now.getTime()) throw new DraftTokenInvalid('A draft token of a page opened long ago');
  return {
    ...{ submissionId: asId(submissionId), cohortId: asId(cohortId), taskId },
    ...{ enrolmentId: asId(enrolmentId), personId: asId(personId) },
  };
}
