import { asId, readClaims, signClaims, type CohortId } from '../../shared/index.ts';
import { MarkTokenInvalid } from '../errors.ts';
import type { Actor, SubmissionId } from '../model.ts';

/** What a mark token allows: to enter levels and comments on this version, as this marker. Nothing is released by it. */
export interface MarkToken {
  readonly cohortId: CohortId;
  readonly submissionId: SubmissionId;
  readonly version: number;
  readonly by: Actor;
}

/** A page left open may store for this long. */
const validForMs = 7 * 24 * 3_600_000;
const purpose = 'save-mark';

/** A token for a page shown now. */
export function signMarkToken(
  key: Buffer,
  { cohortId, submissionId, version, by }: MarkToken,
  now: Date,
): string {
  const { enrolmentId, personId, name } = by;
  const end = now.getTime() + validForMs;
  return signClaims(key, purpose, [cohortId, submissionId, version, enrolmentId, personId, name ?? '', end]);
}

/** @throws MarkTokenInvalid */
export function readMarkToken(key: Buffer, token: string, now: Date): MarkToken {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new MarkTokenInvalid('A mark token with a wrong signature');
  const [cohortId, submissionId, version, enrolmentId, personId, name, end] = claims as [
    ...[string, string, number, string, string, string, number],
  ];
  if (end < now.getTime()) throw new MarkTokenInvalid('A mark token of a page opened long ago');
  const by = {
    enrolmentId: asId<'enrolment'>(enrolmentId),
    personId: asId<'person'>(personId),
    name: name || null,
  };
  return { cohortId: asId(cohortId), submissionId: asId(submissionId), version, by };
}
