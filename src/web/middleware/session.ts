import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { mongo } from 'mongoose';
import type { CollectionIndexes, PersonId } from '../../shared/index.ts';

declare module 'express-session' {
  interface SessionData {
    personId: PersonId;
    /** The language that the platform named at the launch. */
    locale: string | null;
    /** Origins of the platforms that may show the tool's pages in a frame. */
    frameOrigins: string[];
    /** The name of the person, to greet and to tell sessions apart. */
    name: string | null;
  }
}

export const sessionCookie = '__Host-lcf-session';
/** Days that a session lives after its last request; long enough for a tab that is left open overnight. */
const sessionDays = 3;
const secondsPerDay = 86_400;

/**
 * The tool's own session: an opaque random id in a cookie, stored hashed. Costs one read, and a write an hour at most
 * unless it changes.
 */
export function createSession(
  client: mongo.MongoClient,
  databaseName: string,
  secret: Buffer,
): RequestHandler {
  return session({
    name: sessionCookie,
    secret: secret.toString('base64'),
    resave: false,
    saveUninitialized: false,
    cookie: {
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'none',
      partitioned: true,
      maxAge: sessionDays * secondsPerDay * 1000,
    },
    store: MongoStore.create({
      client,
      dbName: databaseName,
      collectionName: 'sessions',
      autoRemove: 'disabled',
      ttl: sessionDays * secondsPerDay,
      touchAfter: 3600,
      stringify: false,
      transformId: (id) => createHash('sha256').update(id).digest('base64url'),
    }),
  });
}

export const sessionIndexes: readonly CollectionIndexes[] = [
  { collection: 'sessions', indexes: [{ name: 'expires', key: { expires: 1 }, expireAfterSeconds: 0 }] },
];
