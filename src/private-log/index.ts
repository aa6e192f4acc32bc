/**
 * The private log: what a trainee notes from their own community, one or two sentences at a time. Nobody else reads it,
 * nothing in it is graded or sent to an LMS; its author may take from it for the journal and the portfolio.
 */
export { listNotes, listNotesOfLesson } from './list-notes.ts';
export { longestNote, type LogNote } from './log-note.ts';
export { logNoteIndexes, logNoteRecords } from './log-note.records.ts';
export type { PrivateLogDeps } from './deps.ts';
export { removeNote, restoreNote } from './remove-note.ts';
export { saveNoteByToken, type SavedNote } from './save-note.ts';
export { signLogToken } from './log-token.ts';
