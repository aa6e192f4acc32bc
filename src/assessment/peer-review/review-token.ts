import { asId, readClaims, signClaims } from '../../shared/index.ts';
import type { PeerReviewId } from '../model.ts';
import { PeerTokenInvalid } from './errors.ts';

const purpose = 'peer-review';
/** A page left open may store for this long, whatever became of the session. */
const validForMs = 30 * 24 * 3_600_000;

/** For a page shown now to the writer of this review: allows to store into it, and nothing else. Names nobody. */
export function signReviewToken(key: Buffer, id: PeerReviewId, now: Date): string {
  return signClaims(key, purpose, [id, now.getTime() + validForMs]);
}

/** @throws PeerTokenInvalid */
export function readReviewToken(key: Buffer, token: string, now: Date): PeerReviewId {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new PeerTokenInvalid('A review token with a wrong signature');
  const [id, end] = claims as [string, number];
  if (end < now.getTime()) throw new PeerTokenInvalid('A review token of a page opened long ago');
  return asId(id);
}
