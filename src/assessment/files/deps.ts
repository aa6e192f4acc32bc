import type { Log } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { FileStorage } from './file-storage.ts';
import type { IncomingFolder } from './incoming-folder.ts';
import type { Scan } from './scan.ts';

/** What use cases that touch the bytes of files work with. */
export interface FileDeps extends AssessmentDeps {
  readonly storage: FileStorage;
  /** Where uploads lie until they are whole and looked at. */
  readonly incoming: IncomingFolder;
  /** Null where no scanner is configured. */
  readonly scan: Scan | null;
  readonly log: Log;
}
