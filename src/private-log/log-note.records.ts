import { Schema, type Connection, type Model } from 'mongoose';
import type { CollectionIndexes, EnrolmentId } from '../shared/index.ts';
import type { LogNote, LogOwner } from './log-note.ts';

interface LogNoteDocument {
  /** Enrolment and name. */
  _id: string;
  enrolmentId: string;
  cohortId: string;
  name: string;
  lessonId: string | null;
  text: string;
  createdAt: Date;
  updatedAt: Date;
  revision: number;
  /** Taken out; kept for a while so that it can be brought back. */
  removedAt?: Date;
}

const schema = new Schema<LogNoteDocument>(
  {
    ...{ _id: String, enrolmentId: String, cohortId: String, name: String, lessonId: String, text: String },
    ...{ createdAt: Date, updatedAt: Date, revision: Number, removedAt: Date },
  },
  { versionKey: false, collection: 'log_notes' },
);

/** Seconds after which a note that was taken out is gone for good: thirty days. */
const keptAfterRemoval = 30 * 24 * 3600;

export const logNoteIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'log_notes',
    indexes: [
      { name: 'log', key: { enrolmentId: 1, createdAt: -1 } },
      { name: 'removed', key: { removedAt: 1 }, expireAfterSeconds: keptAfterRemoval },
    ],
  },
];

/** Each function is one store operation. */
export interface LogNoteRecords {
  /** Changes a note that stands at this revision; null if it does not stand there. */
  change(note: NoteAt & { readonly text: string; readonly now: Date }): Promise<LogNote | null>;
  /** Adds a note; null if its name is taken, be it by one that was taken out. */
  add(note: NewNote): Promise<LogNote | null>;
  find(enrolmentId: EnrolmentId, name: string): Promise<LogNote | null>;
  /** Newest first. */
  list(enrolmentId: EnrolmentId, lessonId?: string): Promise<readonly LogNote[]>;
  setRemoved(enrolmentId: EnrolmentId, name: string, removedAt: Date | null): Promise<void>;
}

interface NoteAt {
  readonly enrolmentId: EnrolmentId;
  readonly name: string;
  readonly revision: number;
}

interface NewNote extends LogOwner {
  readonly name: string;
  readonly lessonId: string | null;
  readonly text: string;
  readonly now: Date;
}

export function logNoteRecords(connection: Connection): LogNoteRecords {
  const notes = connection.model<LogNoteDocument>('LogNote', schema);
  return {
    change: (note) => change(notes, note),
    add: (note) => add(notes, note),
    async find(enrolmentId, name) {
      const document = await notes.findOne({ _id: idOf(enrolmentId, name), ...present }).lean();
      return document && toNote(document);
    },
    async list(enrolmentId, lessonId) {
      const ofLesson = lessonId === undefined ? {} : { lessonId };
      const documents = await notes
        .find({ enrolmentId, ...present, ...ofLesson })
        .sort({ createdAt: -1 })
        .lean();
      return documents.map(toNote);
    },
    async setRemoved(enrolmentId, name, removedAt) {
      const update = removedAt ? { $set: { removedAt } } : { $unset: { removedAt: 1 as const } };
      await notes.updateOne({ _id: idOf(enrolmentId, name), enrolmentId }, update);
    },
  };
}

/** Not taken out. */
const present = { removedAt: { $exists: false } } as const;

async function change(
  notes: Model<LogNoteDocument>,
  { enrolmentId, name, revision, text, now }: Parameters<LogNoteRecords['change']>[0],
): Promise<LogNote | null> {
  const document = await notes
    .findOneAndUpdate(
      { _id: idOf(enrolmentId, name), enrolmentId, revision, ...present },
      { $set: { text, updatedAt: now }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  return document && toNote(document);
}

async function add(
  notes: Model<LogNoteDocument>,
  { enrolmentId, cohortId, name, lessonId, text, now }: NewNote,
): ReturnType<LogNoteRecords['add']> {
  const fresh = { enrolmentId, cohortId, name, lessonId, text, createdAt: now, updatedAt: now, revision: 1 };
  const before = await notes
    .findOneAndUpdate(
      { _id: idOf(enrolmentId, name) },
      { $setOnInsert: fresh },
      { upsert: true, returnDocument: 'before' },
    )
    .lean();
  return before ? null : toNote(fresh);
}

function idOf(enrolmentId: EnrolmentId, name: string): string {
  return `${enrolmentId} ${name}`;
}

function toNote({
  name,
  lessonId,
  text,
  createdAt,
  updatedAt,
  revision,
}: Omit<LogNoteDocument, '_id'>): LogNote {
  return { name, lessonId, text, createdAt, updatedAt, revision };
}
