import { createHmac, timingSafeEqual } from 'node:crypto';
import { asId, type AttemptId, type PersonId } from '../shared/index.ts';
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

/** A token for a page shown now: the claims and their HMAC-SHA256, each in base64url, with a point between. */
export function signSaveToken(
  key: Buffer,
  { attemptId, personId, now }: { attemptId: AttemptId; personId: PersonId; now: Date },
): string {
  const claims = [attemptId, personId, now.getTime() + validForMs];
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${macOf(key, body).toString('base64url')}`;
}

/** @throws SaveTokenInvalid */
export function readSaveToken(key: Buffer, token: string, now: Date): SaveToken {
  const [body = '', mac = '', ...more] = token.split('.');
  if (more.length > 0 || !isEqual(Buffer.from(mac, 'base64url'), macOf(key, body)))
    throw new SaveTokenInvalid('A save token with a wrong signature');
  const [attemptId, personId, end] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    string,
    number,
  ];
  const validUntil = new Date(end);
  if (validUntil < now) throw new SaveTokenInvalid('A save token of a page opened long ago');
  return { attemptId: asId(attemptId), personId: asId(personId), validUntil };
}

function macOf(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(`save-answer ${body}`).digest();
}

/** In constant time. */
function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
