import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
/** A string that stands for one kind of thing and cannot be mistaken for another's. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type PersonId = Id<'person'>;
export type CohortId = Id<'cohort'>;
export type EnrolmentId = Id<'enrolment'>;
export type PlacementId = Id<'placement'>;
export type PlatformId = Id<'platform'>;
export type AttemptId = Id<'attempt'>;

/** 120 random bits as 20 characters that may stand in an address. */
export function newId<Kind extends string>(): Id<Kind> {
  return randomBytes(15).toString('base64url') as Id<Kind>;
}

/** Takes a string from the database, a route or a token as an id; whether it exists is for the reader to find out. */
export function asId<Kind extends string>(value: string): Id<Kind> {
  return value as Id<Kind>;
}
