import { asId, readClaims, signClaims, type AttemptId, type PersonId } from '../shared/index.ts';
import { SaveTokenInvalid } from './errors.ts';

/** What a save token allows: to store answers into this attempt, as this person, until then. Nothing else. */
export interface SaveToken {
  readonly attemptId: AttemptId;
  readonly personId: PersonId;
  readonly validUntil: Date;
}

/**
 * A page left open may store for this long. Whether the attempt still takes answers is for the stored attempt to say,
 * since its time limit may change while a page is open.
 */
const validForMs = 30 * 24 * 3_600_000;
const purpose = 'save-answer';

/** A token for a page shown now. */
export function signSaveToken(
  key: Buffer,
  { attemptId, personId, now }: { attemptId: AttemptId; personId: PersonId; now: Date },
): string {
  return signClaims(key, purpose, [attemptId, personId, now.getTime() + validForMs]);
}

/** @throws SaveTokenInvalid */
export function readSaveToken(key: Buffer, token: string, now: Date): SaveToken {
  const claims = readClaims(key, purpose, token);
  if (!claims) throw new SaveTokenInvalid('A save token with a wrong signature');
  const [attemptId, personId, end] = claims as [string, string, number];
  const validUntil = new Date(end);
  if (validUntil < now) throw new SaveTokenInvalid('A save token of a page opened long ago');
  return { attemptId: asId(attemptId), personId: asId(personId), validUntil };
}
