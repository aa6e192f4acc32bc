import type { Clock } from '../shared/index.ts';
import type { LogNoteRecords } from './log-note.records.ts';

/** What every use case of this room works with. */
export interface PrivateLogDeps {
  readonly records: LogNoteRecords;
  readonly clock: Clock;
  /** Signs the tokens with which pages store notes; 32 bytes. */
  readonly tokenKey: Buffer;
}
