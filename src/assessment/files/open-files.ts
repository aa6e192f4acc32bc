import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Log } from '../../shared/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import type { FileDeps } from './deps.ts';
import { diskStorage } from './disk-storage.ts';
import { incomingFolder } from './incoming-folder.ts';

/** Where files are kept and who scans them. */
export interface FileSettings {
  readonly dataDir: string;
}

interface Around {
  readonly connection: Connection;
  readonly log: Log;
}

/** What use cases of files work with, as an installation is set up. */
export function openFiles(assessment: AssessmentDeps, settings: FileSettings, { log }: Around): FileDeps {
  return {
    ...assessment,
    storage: diskStorage(join(settings.dataDir, 'files')),
    incoming: incomingFolder(join(settings.dataDir, 'incoming')),
    scan: null,
    log,
  };
}
