import { createHash } from 'node:crypto';
import { newId, retryOnDuplicate } from '../shared/index.ts';
import type { PrivateLogDeps } from './deps.ts';
import { LogNoteTooLong } from './errors.ts';
import { longestNote, type LogNote } from './log-note.ts';
import { readLogToken } from './log-token.ts';

export interface SaveNote {
  readonly token: string;
  readonly name: string;
  readonly lessonId: string | null;
  /** The revision that the page shows; 0 for a note that was not there yet. */
  readonly revision: number;
  readonly text: string;
}

export interface SavedNote {
  /** As it is stored now; null for an empty text, which stores nothing. */
  readonly note: LogNote | null;
  /** Another page or device had changed the note, so this text became a note of its own, and both are kept. */
  readonly keptApart: boolean;
}

/**
 * Stores a note by the token of its page, without a session; safe to repeat. A note is never overwritten by a page that
 * showed an older state of it. One store operation where nothing is in the way.
 * @throws LogTokenInvalid, LogNoteTooLong
 */
export async function saveNoteByToken(deps: PrivateLogDeps, command: SaveNote): Promise<SavedNote> {
  const now = deps.clock();
  const owner = readLogToken(deps.tokenKey, command.token, now);
  const text = command.text.replaceAll('\r\n', '\n').trim();
  if (text.length > longestNote)
    throw new LogNoteTooLong('A note longer than a log takes', { longest: longestNote });
  if (text === '') return { note: null, keptApart: false };
  const wanted = { ...owner, name: command.name, lessonId: command.lessonId, text, now };
  if (command.revision > 0) {
    const changed = await deps.records.change({ ...wanted, revision: command.revision });
    return changed ? { note: changed, keptApart: false } : keepApart(deps, wanted);
  }
  const added = await add(deps, wanted);
  return added ? { note: added, keptApart: false } : keepApart(deps, wanted);
}

type Wanted = Parameters<PrivateLogDeps['records']['add']>[0];

function add(deps: PrivateLogDeps, wanted: Wanted): Promise<LogNote | null> {
  return retryOnDuplicate(() => deps.records.add(wanted));
}

/**
 * The text becomes a note of its own, be it that the note was taken out meanwhile. A repeated request finds its text
 * stored, in its own place or apart, and stores it no second time.
 */
async function keepApart(deps: PrivateLogDeps, wanted: Wanted): Promise<SavedNote> {
  const stored = await deps.records.find(wanted.enrolmentId, wanted.name);
  if (stored?.text === wanted.text) return { note: stored, keptApart: false };
  const apart = { ...wanted, name: nameApart(wanted, hashOf(wanted.text)) };
  const note = (await add(deps, apart)) ?? (await findOrAddAnew(deps, apart));
  return { note, keptApart: stored !== null };
}

/** The name that these words would have is taken: by them, by others that they became since, or by a note taken out. */
async function findOrAddAnew(deps: PrivateLogDeps, apart: Wanted): Promise<LogNote | null> {
  const stored = await deps.records.find(apart.enrolmentId, apart.name);
  if (stored?.text === apart.text) return stored;
  return add(deps, { ...apart, name: nameApart(apart, newId()) });
}

function nameApart({ name }: Wanted, mark: string): string {
  return `${name.slice(0, 80)}-${mark}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
